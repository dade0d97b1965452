import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentEncode } from './percent-encode.ts';

test.each([
  ['abcXYZ019-._~', 'abcXYZ019-._~'], ['a b', 'a%20b'], ['a/b', 'a%2Fb'], ['a%2Fb', 'a%252Fb'], ['a:b', 'a%3Ab'], ['a+b', 'a%2Bb'], ["!'()*", '%21%27%28%29%2A'], ['\u00e9', '%C3%A9'], ['\u{1f600}', '%F0%9F%98%80'],
  ['.', '.'], ['..', '..'], ['', ''], ['\n', '%0A'], ['\ud800', '%ED%A0%80'],
])('%j is written %s', (key, segment) => {
  expect(percentEncode(key)).toBe(segment);
});

test('decoding gives every well-formed key back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => {
    expect(decodeURIComponent(percentEncode(key))).toBe(key);
  }));
});

test('a segment holds nothing but unreserved characters and escapes', () => {
  fc.assert(fc.property(fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit))) }), (key) => {
    expect(percentEncode(key)).toMatch(/^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
  }));
});
