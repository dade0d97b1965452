import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'self',
          include: ['{contracts,generators,targets,specs,reports,cli,bench,docs}/**/*.test.ts', '*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
