/** Faults at the limits of keys, values and maps, and of how faithfully a value is kept. */
import { merge, readItem, remove, replace, storesMap, storesValue, under, upsert } from '../../testing/fault-scenario.ts';
import { testFaults } from '../../testing/test-faults.ts';

const many = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
const EMOJI = '\u{1f600}';

testFaults({
  'key-trimmed': storesMap({ ' a ': '1' }, { a: '1' }),
  'image-keys-lower-cased': storesMap({ Foo: '1' }, { foo: '1' }, 'image'),
  'item-lookup-ignores-case': { asks: [merge({ foo: '1' }), readItem('FOO')], look: 'status', right: 404, wrong: 200 },
  'remove-ignores-case': { asks: [merge({ foo: '1', FOO: '2' }), remove('foo')], right: { FOO: '2' }, wrong: {} },
  'remove-ignores-trailing-space': { asks: [merge({ a: '1', 'a ': '2' }), remove('a')], right: { 'a ': '2' }, wrong: {} },
  'remove-takes-prefix': { asks: [merge({ a: '1', 'a.b': '2' }), remove('a')], right: { 'a.b': '2' }, wrong: {} },
  'case-twin-crashes': { on: 'aggregate', asks: [merge({ abc: '1' }), merge({ ABC: '2' })], look: 'status', right: 200, wrong: 500 },
  'null-removes-case-twin': { on: 'aggregate', asks: [merge({ abc: '1' }), merge({ ABC: null })], right: { abc: '1' }, wrong: {} },
  'limit-counts-bytes': { asks: [merge({ k: 'ä'.repeat(128) })], look: 'status', right: 200, wrong: 400 },
  'limit-counts-utf16': { asks: [merge({ k: EMOJI.repeat(128) })], look: 'status', right: 200, wrong: 400 },
  'too-long-cut': { asks: [merge({ ['k'.repeat(256)]: 'v'.repeat(300) })], right: {}, wrong: { ['k'.repeat(255)]: 'v'.repeat(255) } },
  'limit-one-more': { asks: [merge({ k: 'v'.repeat(256) })], look: 'status', right: 400, wrong: 200 },
  'astral-crashes': { asks: [merge({ k: EMOJI })], look: 'status', right: 200, wrong: 500 },
  'astral-replaced': storesValue(`a${EMOJI}`, 'a?'),
  'value-normalised': storesValue('e\u0301', '\u00e9'),
  'value-html-escaped': storesValue('a&<b>', 'a&amp;&lt;b&gt;'),
  'empty-value-dropped': storesMap({ a: '', b: '1' }, { b: '1' }),
  'digits-become-numbers': storesValue('0123', 123),
  'truth-becomes-boolean': storesValue('False', false),
  'null-text-becomes-null': storesValue('None', null),
  'dates-reformatted': storesValue('2026-01-02T03:04:05Z', 'Fri, 02 Jan 2026 03:04:05 GMT'),
  'numbers-accepted': { asks: [merge({ k: 5 })], look: 'answer', right: { badRequest: { code: 400, message: 'Invalid input for field/attribute k. It must be string' } }, wrong: { metadata: { k: 5 } } },
  'prototype-names-lost': storesMap({ a: '1', constructor: '2' }, { a: '1' }),
  'digit-keys-renumbered': storesMap({ 7: 'a', x: 'b', 9: 'c' }, { 0: 'a', x: 'b', 1: 'c' }),
  'field-names-are-not-items': storesMap({ id: '1', a: '2' }, { a: '2' }),
  'empty-key-accepted': { asks: [merge({ '': '1' })], look: 'status', right: 400, wrong: 200 },
  'legacy-key-check-wants-one-good-key': { asks: [under(merge({ 'a/b': '1' }), '/v2'), under(merge({ 'a/b': '2', a: '2' }), '/v2')], right: {}, wrong: { 'a/b': '1' } },
  'newline-key-accepted': { asks: [merge({ 'a\n': '1' }), readItem('a\n')], right: {}, wrong: { 'a\n': '1' } },
  'nul-cuts-value': storesValue('a\u0000b', 'a'),
  'lone-surrogate-crashes': { asks: [merge(String.raw`{"metadata": {"k": "\ud800"}}`)], look: 'status', right: 400, wrong: 500 },
  'invalid-utf8-crashes': { asks: [merge(Buffer.from('{"metadata": {"k": "\u00ff"}}', 'latin1'))], look: 'status', right: 400, wrong: 500 },
  'first-duplicate-validated': { asks: [merge('{"metadata": {"k": "v", "k": 5}}')], right: {}, wrong: { k: 5 } },
  'quota-one-more': { asks: [replace(many(129))], look: 'status', right: 403, wrong: 200 },
  'quota-counts-overwritten-twice': { asks: [replace(many(128)), upsert('k0', 'w')], look: 'status', right: 200, wrong: 403 },
  'quota-counts-replaced': { asks: [replace(many(100)), replace(many(100))], look: 'status', right: 200, wrong: 403 },
  'server-quota-on-aggregates': { on: 'aggregate', asks: [merge(many(129))], look: 'status', right: 200, wrong: 403 },
});
