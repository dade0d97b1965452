import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPlain, isWellFormed, parseJson, toPlain, valueAt, withValueAt, writeJson } from './json.ts';

test('a value comes back from its text', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(JSON.parse(writeJson(fromPlain(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    expect(toPlain(parseJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});

test('of duplicate members the last one wins, on every level', () => {
  expect(writeJson(parseJson('{"a": {"x": 1, "x": 2}, "b": 0, "b": {"y": 1}}'))).toBe('{"a": {"x": 2}, "b": {"y": 1}}');
});

test('__proto__ is a plain name', () => {
  const value = parseJson('{"__proto__": {"polluted": true}, "1": "one", "a": "b"}');
  expect(writeJson(value)).toBe('{"__proto__": {"polluted": true}, "1": "one", "a": "b"}');
  expect(Object.hasOwn(toPlain(value) as object, '__proto__')).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each(['{"a":1,}', "{'a':1}", '{"a":1} x', '﻿{}', '{"a":1 /* x */}', '{"a":NaN}', '01', '"\u0001"', ''])('%j is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow();
});

test('a lone surrogate is found in names and values', () => {
  expect(isWellFormed(parseJson(String.raw`{"a": ["x", {"\ud800": 1}]}`))).toBe(false);
  expect(isWellFormed(parseJson(String.raw`{"a": "\ud83d\ude00"}`))).toBe(true);
});

test('a pointer sets what it reads', () => {
  const root = withValueAt(parseJson('{"set": {"other": 1}}'), '/set/metadata', new Map([['a', 'b']]));
  expect(writeJson(root)).toBe('{"set": {"other": 1, "metadata": {"a": "b"}}}');
  expect(valueAt(root, '/set/metadata/a')).toBe('b');
  expect(valueAt(root, '/set/none/a')).toBeUndefined();
});
