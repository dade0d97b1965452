import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { allImportViolations, importViolations } from './import-rule.ts';

test('every folder imports only from folders to its left', () => {
  expect(allImportViolations(dirname(import.meta.dirname))).toEqual([]);
});

test.each([
  [`import { x } from '../reports/report.ts';`],
  [`import type { X } from "../reports/report.ts";`],
  [`import {\n  a,\n  b,\n} from '../reports/report.ts';`],
  [`import '../reports/report.ts';`],
  [`export * from '../reports/report.ts';`],
  [`const x = await import('../reports/report.ts');`],
  [`type X = import('../reports/report.ts').X;`],
])('%s in specs/ is caught', (source) => {
  expect(importViolations('specs/engine.ts', `\n${source}`)).toEqual([{ file: 'specs/engine.ts', line: expect.any(Number), imported: 'reports/report.ts' }]);
});

test('the line is that of the import, below the root too', () => {
  expect(importViolations('targets/reference/store.ts', `\n\nimport { x } from '../../specs/engine.ts';`)).toEqual([{ file: 'targets/reference/store.ts', line: 3, imported: 'specs/engine.ts' }]);
});

test('a way out of the pipeline is caught', () => {
  expect(importViolations('cli/main.ts', `import { x } from '../build.ts';`)).toHaveLength(1);
});

test('the left, the own folder and packages are free', () => {
  const source = `import a from '../contracts/contract.ts';\nimport b from './judgement.ts';\nimport c from 'undici';\nimport d from 'node:fs';`;
  expect(importViolations('specs/engine.ts', source)).toEqual([]);
});
