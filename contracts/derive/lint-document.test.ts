import { expect, it } from 'vitest';
import { API_REF, API_REF_NEIGHBOURS, MARKDOWN, OLD_SITE, SPHINX } from './documents.fixture.ts';
import { LINT_RULES, lintDocument } from './lint-document.ts';
import { parseDocument } from './read-document.ts';
import { sarifLog } from './sarif.ts';

async function found(text: string, file: string): Promise<readonly string[]> {
  return lintDocument(await parseDocument(text, file, API_REF_NEIGHBOURS)).map(({ line, rule }) => `${line} ${rule}`);
}

it('finds the slips of a page of the old site', async () => {
  expect(await found(OLD_SITE, 'lamp.rst')).toEqual([
    '10 double-slash', '12 effect-open', '14 action-differs', '21 status-table-broken', '24 status-repeated', '52 wrong-heading',
  ]);
});

it('finds the slips of a page of today', async () => {
  const all = await found(API_REF, 'labels.inc');
  expect(all.map((each) => each.split(' ')[1])).toEqual(expect.arrayContaining(['length-in-bytes', 'parameter-undefined', 'answer-differs-from-request', 'unread', 'path-differs-from-siblings', 'effect-open', 'statuses-missing']));
  expect(all.filter((each) => each.endsWith('unread'))).toHaveLength(2);
});

it('finds the slips of Markdown', async () => {
  expect((await found(MARKDOWN, 'lamps.md')).map((each) => each.split(' ')[1])).toEqual(expect.arrayContaining(['columns-swapped', 'row-speaks-of-other', 'alphabet-unclear', 'pseudo-member', 'statuses-missing']));
});

it('has little to say of a sound page', async () => {
  expect((await found(SPHINX, 'update.rst')).map((each) => each.split(' ')[1])).toEqual(['statuses-missing']);
});

it('finds contradicting limits, misfitting examples and what is no JSON', async () => {
  const text = SPHINX.replace('A value contains a maximum of 128 characters.', 'A value has up to 12 bytes. At most 128 bytes.')
    .replace('"labels": { "room": "hall" }\n   }\n\nExample Response', '"labels": ["room"]\n   }\n\nExample Response').replace('"labels": { "room": "hall" }\n   }\n', '"labels": { "room": \n   }\n');
  const rules = (await found(text, 'update.rst')).map((each) => each.split(' ')[1]);
  expect(rules).toEqual(expect.arrayContaining(['limits-contradict', 'example-differs-from-table', 'example-is-no-json', 'length-in-bytes']));
});

it('says of a document without a request that there is none, and where one hides', async () => {
  expect(await found('', 'empty.rst')).toEqual(['1 request-missing']);
  expect(await found('# Labels\n\nWords.\n', 'labels.md')).toEqual(['1 request-missing']);
  expect(await found('Labels\n======\n\nWords.\n\nTo set a label, send PUT /v1/lamps/{id}/labels with the label.\n', 'labels.rst')).toEqual(['6 request-missing']);
  expect(await found('# Labels\n\n| Method | Path |\n| --- | --- |\n| PUT | /v1/lamps/{id}/labels |\n', 'labels.md')).toEqual(['3 request-missing']);
});

it('says the same in SARIF, with rules that exist', async () => {
  const document = await parseDocument(OLD_SITE, 'docs/lamp page.rst');
  const findings = lintDocument(document);
  const log = sarifLog([{ document, findings }], '1.2.3') as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[] }[] };
  const [run] = log.runs;
  expect(run!.results).toHaveLength(findings.length);
  for (const { ruleId, ruleIndex } of run!.results) expect(run!.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  expect(run!.results[0]!.locations[0]!.physicalLocation).toMatchObject({ artifactLocation: { uri: 'docs/lamp%20page.rst' }, region: { startLine: 10 } });
});

it('has a rule for each id once', () => {
  expect(new Set(LINT_RULES.map(({ id }) => id)).size).toBe(LINT_RULES.length);
});
