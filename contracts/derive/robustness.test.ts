/** Documents cut, mangled and grown: the readers end, and say where they could not follow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeContract } from './complete-contract.ts';
import { deriveContracts } from './derive-contract.ts';
import { API_REF, API_REF_NEIGHBOURS, MARKDOWN, OLD_SITE, PLAIN_MARKDOWN, SPHINX } from './documents.fixture.ts';
import { lintDocument } from './lint-document.ts';
import type { ReadDocument } from './model.ts';
import { parameterFile } from './parameter-file.ts';
import { parseDocument } from './read-document.ts';

const DOCUMENTS: readonly (readonly [string, string])[] = [['lamp.rst', OLD_SITE], ['labels.inc', API_REF], ['lamps.md', MARKDOWN], ['plain.md', PLAIN_MARKDOWN], ['update.rst', SPHINX]];

/** Everything that is done with a document. Lines that are told must be lines of it. */
async function useAll(text: string, file: string): Promise<ReadDocument> {
  const document = await parseDocument(text, file, API_REF_NEIGHBOURS);
  for (const finding of lintDocument(document)) expect(finding.line >= 1 && finding.line <= document.lineCount && finding.endLine <= document.lineCount + 1, `${finding.rule} on line ${finding.line} of ${document.lineCount}`).toBe(true);
  for (const { data } of deriveContracts([document]).contracts) completeContract(data);
  return document;
}

describe.each(DOCUMENTS)('%s', (file, text) => {
  it('can be cut at any line', async () => {
    const lines = text.split('\n');
    for (let end = 0; end <= lines.length; end += 1) await useAll(lines.slice(0, end).join('\n'), file);
  });

  it('can begin at any line', async () => {
    const lines = text.split('\n');
    for (let start = 0; start <= lines.length; start += 3) await useAll(lines.slice(start).join('\n'), file);
  });

  it('is the same with other line ends, a byte order mark and tabs', async () => {
    const plain = deriveContracts([await parseDocument(text, file, API_REF_NEIGHBOURS)]).contracts[0]!.data;
    const same = (data: unknown): unknown => JSON.parse(JSON.stringify(data, (name, value: unknown) => (name === 'x-documents' ? undefined : value)));
    for (const other of [text.replaceAll('\n', '\r\n'), `\uFEFF${text}`, text.replaceAll('\n', '\r')]) {
      expect(same(deriveContracts([await parseDocument(other, file, API_REF_NEIGHBOURS)]).contracts[0]!.data)).toEqual(same(plain));
    }
    await useAll(text.replaceAll('    ', '\t'), file);
  });

  it('can be mangled', async () => {
    const edit = fc.record({ at: fc.nat(text.length), remove: fc.nat(40), insert: fc.oneof(fc.constantFrom('\n', '|', '+---+', '+===+\n', '===', '<table>', '</td>', '<td><table><tr>', '```', '.. code::', '.. table::\n\n', '::\n\n', '{', '**', '`', '\u0000', '- ', '\t'), fc.string({ maxLength: 8, unit: 'binary' })) });
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      let mangled = text;
      for (const { at, remove, insert } of edits) mangled = mangled.slice(0, at) + insert + mangled.slice(at + remove);
      await useAll(mangled, file);
    }), { numRuns: 60 });
  });

  it('can have its lines in any order', async () => {
    const lines = text.split('\n');
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(lines), async (shuffled) => {
      await useAll(shuffled.join('\n'), file);
    }), { numRuns: 40 });
  });
});

/** A description whose prose and whose row of the key hold a text. */
function describing(words: string): string {
  const cell = `|key  |String|${words}|`;
  return `Title\n=====\n\nPart\n----\n\n.. rest_method:: POST /v1/lamps/{lamp_id}/labels\n\n${words}\n\nRequest\n~~~~~~~\n\n+-----+------+---+\n|Name |Type  |Description|\n+=====+======+===+\n${cell}\n+-----+------+---+\n`;
}

describe('texts made to keep a reader busy', () => {
  const size = 100_000;
  const of = (words: string): string => words.repeat(size / words.length);

  it.each(['items not in the request ', 'all metadata ', 'other items remain ', 'maximum length ', 'can contain letters ', 'must be in the active ', 'describes the ', '`a <', ':a:`b ', 'e.g. A'])('of %j without end are left out, and told', async (words) => {
    const document = await useAll(describing(of(words)), 'busy.inc');
    if (!words.includes('.')) expect(document.unread).toContainEqual({ line: 9, endLine: 9, what: 'a sentence of more than 1000 characters' });
  });

  it.each([
    ['marks of emphasis', `# A\n\nWords.\n\n${of('**a')}\n`, 'more than 300 marks of emphasis in a paragraph'], ['quotes in quotes', `# A\n\nWords.\n\n${of('> ')}\n`, 'quotes and lists within each other, too deep'],
    ['items of lists', `# A\n\nWords.\n\n${'- a\n'.repeat(3_000)}\n`, 'the items of lists beyond 2000'],
  ])('of Markdown with ever more %s are read as far as can be', async (_name, text, what) => {
    const document = await useAll(text, 'busy.md');
    expect(document.unread[0]).toMatchObject({ what });
    expect(document.blocks[1]).toMatchObject({ kind: 'prose', text: 'Words.' });
  });

  it('of ever more requests are read as far as can be', async () => {
    const requests = (one: (index: number) => string): string => Array.from({ length: 3_000 }, (_, index) => one(index)).join('');
    const index = await useAll(`Title\n=====\n\nPart\n----\n\n${requests((number) => `GET /v1/lamps/{lamp_id}/labels${number}\n`)}`, 'busy.inc');
    expect(index.unread).toEqual([{ line: 57, endLine: 3006, what: 'the requests of a section beyond 50' }]);
    const parts = await useAll(requests((number) => `Part ${number}\n---------\n\n.. rest_method:: PUT /v1/lamps/{lamp_id}/labels\n\n`), 'busy.inc');
    expect(parts.unread).toEqual([]);
  });

  it('of shared parameters, broken or of other shapes, are read as far as can be', async () => {
    const names = ['lamp_id', 'label_key', 'labels'];
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()), fc.record({ in: fc.anything(), type: fc.anything(), required: fc.anything(), description: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()) }, { requiredKeys: [] }));
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), fc.nat(200), async (entries, cut) => {
      const lookUp = parameterFile(JSON.stringify(entries).slice(0, cut + 1), 'parameters.yaml');
      const document = await parseDocument(API_REF, 'labels.inc', { ...API_REF_NEIGHBOURS, parameter: (_file, name) => lookUp(name) });
      lintDocument(document);
      deriveContracts([document]);
    }), { numRuns: 60 });
  });
});

describe('tables of ten megabytes', () => {
  const size = 10_000_000;

  it('of reStructuredText are read', async () => {
    const row = `|{lamp_id}  |xsd:int   |${'x'.repeat(60)}|\n+-----------+----------+${'-'.repeat(60)}+\n`;
    const head = `+-----------+----------+${'-'.repeat(60)}+\n|Name       |Type      |${'Description'.padEnd(60)}|\n+===========+==========+${'='.repeat(60)}+\n`;
    const document = await parseDocument(`Title\n=====\n\n${head}${row.repeat(Math.ceil(size / row.length))}`, 'large.rst');
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'table', brokenAt: [] });
    expect(document.unread).toEqual([]);
  });

  it.each([
    ['HTML', 'large.md', '<table><tr><th>Parameter</th><th>Type</th></tr>\n', '<tr><td><p>lamp_id</p></td><td>String</td></tr>\n'],
    ['Markdown', 'large.md', '| Parameter | Type |\n| --- | --- |\n', '| lamp_id | String |\n'],
    ['nested HTML', 'large.md', '<table>\n', '<tr><td><table>'],
  ])('of %s are read as far as the limit, and the rest is told', async (_name, file, head, row) => {
    const text = `# Title\n\nWords.\n\n# Next\n\n${head}${row.repeat(Math.ceil(size / row.length))}`;
    const document = await parseDocument(text, file);
    expect(document.unread.at(-1)).toMatchObject({ endLine: document.lineCount, what: expect.stringContaining('everything beyond') });
    expect(document.blocks.length).toBeGreaterThan(0);
  });
});

describe('a million characters', () => {
  const size = 1_000_000;

  it.each([
    ['lists', '- - an item of a list within a list, which goes on for a while\n'],
    ['headings', 'A\n====\n'],
    ['directives within directives', '.. note::\n'],
  ])('of %s are read', async (_name, row) => {
    const document = await parseDocument(`# Title\n\nWords.\n\n# Next\n\n${row.repeat(Math.ceil(size / row.length))}`, 'large.rst');
    expect(document.blocks.length).toBeGreaterThan(0);
  });

  it('of one line are read', async () => {
    for (const line of ['|'.repeat(size), `+${'-+'.repeat(size / 2)}`, '`'.repeat(size), '. A'.repeat(size / 3), '('.repeat(size), '<td>'.repeat(size / 4)]) {
      const document = await useAll(`Title\n=====\n\n${line}\n`, 'line.rst');
      expect(document.blocks.length).toBeGreaterThan(0);
    }
  });

  it('nested too deep cost no other part', async () => {
    const document = await parseDocument(`# One\n\nWords.\n\n# Two\n\n${'<div>'.repeat(50_000)}\n\n# Three\n\nMore words.\n`, 'deep.md');
    expect(document.unread).toEqual([{ line: 5, endLine: 9, what: expect.stringContaining('too deep') }]);
    expect(document.blocks.filter(({ kind }) => kind === 'heading').map(({ line }) => line)).toEqual([1, 9]);
  });

  it('indented ever deeper are read', async () => {
    const deep = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}.. note::`).join('\n');
    const document = await parseDocument(deep, 'deep.rst');
    expect(document.unread[0]).toMatchObject({ what: expect.stringContaining('too deep') });
  });
});
