import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { MetaconformReporter } from './reports/metaconform-reporter.ts';

export default defineConfig({
  test: {
    // Tests of our own code, and the verdicts on a target: two projects that never run together, see the scripts in package.json.
    projects: [
      {
        test: {
          name: 'self',
          include: ['{contracts,generators,targets,specs,reports,library,cli,bench,docs,lint}/**/*.test.ts', '*.test.ts'],
          testTimeout: 60_000, hookTimeout: 60_000,
        },
      },
      // Our own client against the Pact mock server: what `npm run pact` begins with.
      { test: { name: 'pact', include: ['specs/pact/*.pact.ts'], pool: 'forks', env: { PACT_DO_NOT_TRACK: 'true' }, testTimeout: 60_000 } },
      {
        test: {
          name: 'conformance',
          include: ['specs/conformance.spec.ts'],
          globalSetup: ['specs/global-setup.ts', 'reports/present-setup.ts'],
          pool: 'threads',
        },
      },
    ],
    // One more than there are cores: many tests of the command line wait for processes. Nothing here is timed.
    maxWorkers: availableParallelism() + 1,
    // Does nothing unless the project `conformance` is part of the run.
    reporters: ['default', new MetaconformReporter()],
  },
});
