/** The metadata a recorded request found: the recording says it in words, or shows it in what came after. */
import { jsonOf, mapOf } from './recorded-case.ts';
import type { PlainMap, RecordedCase } from './recorded-case.ts';

function items(count: number): PlainMap {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
}

const IN_WORDS: readonly (readonly [words: RegExp, map: PlainMap])[] = [
  [/^at (quota \()?128/, items(128)], [/^at 127/, items(127)], [/Foo exists/, { Foo: '1' }], [/"foo" exists/, { foo: '1' }],
  [/when there is none/, {}], [/^GET at microversion 2\.1$/, { keep: '1' }], [/^(POST|PUT) 12[89] items/, {}],
  [/^(DELETE on the collection|with a JSON body|GET .* with body|GET .* shows metadata)/, { foo: '1' }],
];

/** Sections of one request each, and what they found unless they say otherwise. */
const BY_SECTION: readonly (readonly [section: RegExp, map: PlainMap])[] = [
  [/^DELETE/, { foo: '1', 'a b': '2', 'a:b': '3', 'a.json': '4', a: '5' }],
  [/^GET/, { foo: '1', 'a b': '2', 'a.json': '4', a: '5', Zed: '9', u: 'hé' }],
  [/^Image/, { keep: '1' }],
];

const URL_FORMS = /\/v2 with(out)? project id|(OPTIONS|PATCH|DELETE|TRACE|FOO|POST) (collection|item|without)|method override|project|\/v2\.0|no version|double slash/;

/** What the request sent, null where it would remove. */
function sentOf(recorded: RecordedCase): PlainMap {
  const body = jsonOf(recorded.body) as { set_metadata?: { metadata?: PlainMap } } | undefined;
  return body?.set_metadata?.metadata ?? {};
}

/** Aggregates were written one after the other, and emptied now and then: when keys are gone that nobody removed. */
function aggregateBefore(recorded: RecordedCase, last: PlainMap): PlainMap {
  const after = jsonOf(recorded.after) as PlainMap | undefined;
  if (recorded.status !== 200) return after ?? last;
  const sent = sentOf(recorded);
  const lost = Object.keys(last).some((key) => sent[key] !== null && after !== undefined && !Object.hasOwn(after, key));
  return lost ? {} : last;
}

/** What the resource of a case held before; `last` is what the recording last showed in its section. Null: leave it as the case before left it. */
export function givenMap(recorded: RecordedCase, last: PlainMap): PlainMap | null {
  if (recorded.case.startsWith('  ')) return null;
  if (recorded.section.startsWith('os-aggregates')) return aggregateBefore(recorded, last);
  const inWords = IN_WORDS.find(([words]) => words.test(recorded.case))?.[1];
  if (inWords !== undefined) return inWords;
  if (recorded.path.includes('{public-image}') || recorded.path.includes('{server-2}') || isSequel(recorded)) return last;
  if (recorded.section.startsWith('Methods') && URL_FORMS.test(recorded.case)) return { foo: '1' };
  return BY_SECTION.find(([section]) => section.test(recorded.section))?.[1] ?? { base: '1' };
}

/** Cases that went on from the one before. */
function isSequel(recorded: RecordedCase): boolean {
  return recorded.section.startsWith('Image') && /microversion|^GET \/images|token|\/v2 extra|project id in URL|^PATCH$|^OPTIONS$|^DELETE collection$|no content-type|^malformed$/.test(recorded.case);
}

/** What the recording shows of the metadata after a case, if anything; a single item is no map. */
export function shownAfter(recorded: RecordedCase): PlainMap | undefined {
  const after = jsonOf(recorded.after) as PlainMap | undefined;
  if (after !== undefined) return after;
  return recorded.response.startsWith('{"meta"') ? undefined : mapOf(recorded.response);
}
