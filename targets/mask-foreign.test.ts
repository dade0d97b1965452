import { assert, dictionary, property, string, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { maskForeign, maskMentions } from './mask-foreign.ts';
import type { ForeignView } from './mask-foreign.ts';

function view(named: readonly string[], more: Partial<ForeignView> = {}): ForeignView {
  const numbers = new Map<string, number>();
  return {
    mapPointers: ['/metadata', '/server/metadata'], equalPlaces: [], pairs: new Map(), isForeign: (key) => !named.includes(key),
    number: (key) => numbers.get(key) ?? (numbers.set(key, numbers.size + 1), numbers.size), ...more,
  };
}

test('foreign pairs are replaced where they stand; the rest stays byte for byte', () => {
  const text = '{ "metadata" : {"ours":"1",\n "theirs" : {"deep":[1]}, "ours":"2","also":"x"} , "other":{"theirs":"stays"}}';
  expect(maskForeign(text, view(['ours']))).toBe(
    '{ "metadata" : {"ours":"1",\n "\\u0000foreign-1": "masked", "ours":"2","\\u0000foreign-2": "masked"} , "other":{"theirs":"stays"}}');
});

test('a map is masked wherever it stands, by its name', () => {
  expect(maskForeign('{"error":[{"metadata":{"theirs":"1","ours":"2"}}]}', view(['ours']))).toBe('{"error":[{"metadata":{"\\u0000foreign-1": "masked","ours":"2"}}]}');
});

test('messages that mention foreign keys and values lose them, however they are written', () => {
  const pairs = new Map([['owner-key', 'say "cheese"'], ['k', 'v']]);
  expect(maskMentions('{"message":"bad owner-key: say \\"cheese\\" k v"}', pairs)).toBe('{"message":"bad masked: masked k v"}');
});

test('a known foreign pair is masked wherever it turns up', () => {
  const masked = maskForeign('{"meta":{"owner":"alice"},"list":[{"owner":"bob"},{"owner":"alice"}]}', view([], { pairs: new Map([['owner', 'alice']]) }));
  expect(masked).not.toContain('alice');
  expect(masked).toContain('"owner":"bob"');
});

test('a place that a contract says is equal to a foreign item is masked with it', () => {
  const equalPlaces = [['/server/zone', '/server/metadata/zone']] as const;
  expect(maskForeign('{"server":{"zone":"secret","metadata":{"zone":"secret"}}}', view([], { equalPlaces }))).toBe('{"server":{"zone":null,"metadata":{"\\u0000foreign-1": "masked"}}}');
  expect(maskForeign('{"server":{"zone":"z","metadata":{"zone":"z"}}}', view(['zone'], { equalPlaces }))).toBe('{"server":{"zone":"z","metadata":{"zone":"z"}}}');
});

test('what is no JSON object stays as it is', () => {
  for (const text of ['', '<html>', '[1]', '"x"', '{"metadata":', '{"metadata":[]}']) expect(maskForeign(text, view([]))).toBe(text);
});

test('no foreign value survives, and every pair of ours does', () => {
  assert(property(dictionary(string({ unit: 'binary' }), string({ minLength: 1 })), uniqueArray(string()), (ours, foreign) => {
    const theirs = foreign.filter((key) => !Object.hasOwn(ours, key));
    const map = { ...ours, ...Object.fromEntries(theirs.map((key) => [key, 'CANARY'])) };
    const masked = maskForeign(JSON.stringify({ metadata: map }), view(Object.keys(ours)));
    const result = (JSON.parse(masked) as { metadata: Record<string, string> }).metadata;
    expect(masked.includes('"CANARY"')).toBe(Object.values(ours).includes('CANARY'));
    expect(Object.keys(result).filter((key) => key.startsWith('\u0000foreign-'))).toHaveLength(theirs.length);
    for (const [key, value] of Object.entries(ours)) expect(result[key]).toBe(value);
  }));
});

test('takes the envelope of a map for an envelope where items have none', () => {
  const bare = view(['ours'], { mapPointers: ['', '/extra_specs'] });
  expect(maskForeign('{"extra_specs":{"theirs":"1","ours":"2"}}', bare)).toBe('{"extra_specs":{"\\u0000foreign-1": "masked","ours":"2"}}');
  expect(maskForeign('{"extra_specs":"a value"}', bare)).toBe('{"\\u0000foreign-2": "masked"}');
  const fault = '{"itemNotFound":{"code":404,"message":"no such flavor"}}';
  expect(maskForeign(fault, bare, true)).toBe(fault);
  expect(maskForeign('{"theirs":"1"}', bare, true)).toContain('masked');
});
