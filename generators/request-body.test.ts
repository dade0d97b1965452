import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { Entry, Twist } from './plan.ts';
import { mapText, writeBody } from './request-body.ts';

const ONE: readonly Entry[] = [['a', '1']];

function written(entries: readonly Entry[], pointer: string | null, ...twists: readonly Twist[]): string | null {
  const bytes = writeBody(entries, pointer, twists);
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}

describe('plain bodies', () => {
  test.each([['/metadata', '{"metadata":{"a":"1"}}'], ['/set_metadata/metadata', '{"set_metadata":{"metadata":{"a":"1"}}}'], ['', '{"a":"1"}'], ['/a~1b', '{"a/b":{"a":"1"}}']])('the map is put at %j', (pointer, text) => {
    expect(written(ONE, pointer)).toBe(text);
  });

  test('the map stands at the pointer, whatever its keys and values', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null))), { selector: ([key]) => key });
    fc.assert(fc.property(entries, (pairs) => {
      const body: unknown = JSON.parse(written(pairs, '/x/y') as string);
      expect(resolvePointer(body, '/x/y')).toEqual(Object.fromEntries(pairs));
    }));
  });

  test('order and duplicates are kept', () => {
    expect(mapText([['b', '1'], ['a', '2'], ['b', '3']])).toBe('{"b":"1","a":"2","b":"3"}');
  });

  test('lone surrogates become escapes, which UTF-8 could not carry', () => {
    expect(written([['\ud800', 'a\udc00']], '')).toBe('{"\\ud800":"a\\udc00"}');
  });

  test('without a place for a map there is no body', () => {
    expect(written(ONE, null)).toBeNull();
  });
});

describe('twists', () => {
  test.each<[string, Twist, string | null]>([
    ['no body', { kind: 'no-body' }, null],
    ['an empty body', { kind: 'body-text', text: '' }, ''],
    ['a raw text around the map', { kind: 'body-text', text: '[{map},{map}] x' }, '[{"a":"1"},{"a":"1"}] x'],
    ['another envelope', { kind: 'envelope', pointer: '/meta' }, '{"meta":{"a":"1"}}'],
    ['a bare map', { kind: 'envelope', pointer: '' }, '{"a":"1"}'],
    ['a further member', { kind: 'extra-member', name: 'x', value: { y: [1, null] } }, '{"metadata":{"a":"1"},"x":{"y":[1,null]}}'],
    ['a twist of something else', { kind: 'chunked' }, '{"metadata":{"a":"1"}}'],
  ])('%s', (_, twist, text) => {
    expect(written(ONE, '/metadata', twist)).toBe(text);
  });

  test('bytes are sent as they are', () => {
    expect(writeBody(ONE, '/metadata', [{ kind: 'body-bytes', base64: '/wD+' }])).toEqual(new Uint8Array([0xff, 0x00, 0xfe]));
  });

  test('dollar signs in keys and values are no patterns', () => {
    expect(written([['$&', "$'"]], null, { kind: 'body-text', text: 'x{map}' })).toBe(`x{"$&":"$'"}`);
  });

  test('ASCII escapes say the same with ASCII bytes only', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = written([['k', value]], '/metadata', { kind: 'ascii-escapes' }) as string;
      expect(text).toMatch(/^\p{ASCII}*$/u);
      expect(JSON.parse(text)).toEqual({ metadata: { k: value } });
    }));
  });

  test('a byte order mark is written as its three bytes', () => {
    expect([...(writeBody(ONE, '', [{ kind: 'body-text', text: '\ufeff{map}' }]) as Uint8Array)].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
  });
});
