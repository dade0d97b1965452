/** The example of the mocks: its table, its scripts, its words and its page hold together. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOCKS } from '../examples/mocks/mocks.ts';
import { matrixPage, type Ran } from '../examples/mocks/page.ts';
import { byWeight, relianceOn } from '../examples/mocks/reliance.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { makeReport } from '../reports/make-report.ts';
import { sampleRecording, sampleVerdict } from '../reports/sample-run.fixture.ts';
import { findInvariants } from '../specs/invariants.ts';
import { applies } from '../specs/judge-trace.ts';

const EXAMPLE = new URL('../examples/mocks/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', EXAMPLE), 'utf8')) as { readonly scripts: Readonly<Record<string, string>>; readonly dependencies: Readonly<Record<string, string>> };
const server = findContracts().find(({ id }) => id === 'server');
const invariants = (await findInvariants()).filter((invariant) => server !== undefined && applies(invariant, server)).map(({ id }) => id);

test.each(MOCKS)('$id has a script, a version and a line in the example\'s README', ({ id, version }) => {
  expect(manifest.scripts[id]).toBeDefined();
  expect('npm' in version ? manifest.dependencies[version.npm] : readFileSync(new URL(`${id}/requirements.txt`, EXAMPLE), 'utf8')).toMatch(/\d+\.\d+\.\d+\s*$/);
  expect(readFileSync(new URL('README.md', EXAMPLE), 'utf8')).toContain(`\`npm run ${id}\``);
});

test('every invariant of a server has words for what not to rely on', () => {
  expect(relianceOn(invariants).filter((words) => invariants.includes(words))).toEqual([]);
});

test('the published page has a section for each mock and a row for each invariant', () => {
  const page = readFileSync(new URL('mocks.md', import.meta.url), 'utf8');
  for (const { id, title } of MOCKS) expect(page).toContain(`<a id="${id}"></a>\n### ${title} `);
  for (const id of invariants) expect(page).toContain(`\n| \`${id}\` | `);
});

test('a page says of a mock what broke, by what, and what was not decided', () => {
  const ran: Ran = { id: 'a-mock', title: 'A mock', version: '1.2.3', setup: 'As it is.', answers: 'handlers', written: 'msw/handlers.js', start: 'npm run a-mock', report: makeReport(sampleRecording, sampleVerdict) };
  const page = matrixPage([ran], ['--seed', '7']);
  expect(page).toContain('| `merge-keeps-untouched-keys` | ✗ |');
  expect(page).toContain('| `merge-keeps-untouched-keys` | merge, map:create | key "a" still holds "1" | key "a" is gone |');
  expect(page).toContain('| *answers come from* | *handlers* |');
  expect(page).toContain('- `read-is-stable`: never exercised: read/map:many.');
  expect(page).toContain('**Do not rely on merge-keeps-untouched-keys.**');
});

test('what matters most comes first, and what is not known last', () => {
  expect(byWeight(['unheard-of', 'reads-are-stable', 'sent-keys-are-stored'])).toEqual(['sent-keys-are-stored', 'reads-are-stable', 'unheard-of']);
});
