/** Faults of what a write makes of the map, of what becomes of it, and of what the answer says. */
import { expect } from 'vitest';
import { elsewhere, merge, readItem, readMap, readResource, remove, replace, storesMap, upsert, within } from '../../testing/fault-scenario.ts';
import { testFaults } from '../../testing/test-faults.ts';

const many = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

testFaults({
  'upsert-only-updates': { asks: [upsert('a', '1')], look: 'status', right: 200, wrong: 404 },
  'merge-ignores-new-keys': { asks: [replace({ a: '1' }), merge({ a: '2', b: '2' })], right: { a: '2', b: '2' }, wrong: { a: '2' } },
  'merge-keeps-old-values': { asks: [merge({ a: '1' }), merge({ a: '2', b: '2' })], right: { a: '2', b: '2' }, wrong: { a: '1', b: '2' } },
  'values-append': { asks: [merge({ a: '1' }), upsert('a', '2')], right: { a: '2' }, wrong: { a: '1,2' } },
  'empty-replace-ignored': { asks: [merge({ a: '1' }), replace({})], right: {}, wrong: { a: '1' } },
  'empty-merge-wipes': { asks: [merge({ a: '1' }), merge({})], right: { a: '1' }, wrong: {} },
  'repeated-replace-wipes': { asks: [replace({ a: '1' }), replace({ a: '1' })], right: { a: '1' }, wrong: {} },
  'recreated-key-returns-stale': { asks: [merge({ a: '1' }), remove('a'), upsert('a', '2')], right: { a: '2' }, wrong: { a: '1' } },
  'aggregate-merge-replaces': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ b: '2' })], right: { a: '1', b: '2' }, wrong: { b: '2' } },
  'zone-change-clears-others': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ availability_zone: 'z' })], right: { a: '1', availability_zone: 'z' }, wrong: { availability_zone: 'z' } },
  'null-stored-as-text': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ a: null })], right: {}, wrong: { a: 'None' } },
  'null-refused': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ a: null })], look: 'status', right: 200, wrong: 400 },
  'null-ignored': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ a: null })], right: {}, wrong: { a: '1' } },
  'null-of-absent-key-refused': { on: 'aggregate', asks: [merge({ a: null })], look: 'status', right: 200, wrong: 404 },
  'null-removes-where-invalid': { asks: [merge({ a: '1', b: '2' }), merge({ a: null })], right: { a: '1', b: '2' }, wrong: { b: '2' } },
  'empty-value-removes': { on: 'aggregate', asks: [merge({ a: '1' }), merge({ a: '' })], right: { a: '' }, wrong: {} },
  'nameless-zone-accepted': { on: 'aggregate', asks: [merge({ availability_zone: '' })], look: 'status', right: 400, wrong: 200 },
  'zone-field-stale': { on: 'aggregate', asks: [merge({ availability_zone: 'y' }), merge({ availability_zone: 'z' }), within(readMap, ['aggregate', 'availability_zone'])], look: 'answer', right: 'z', wrong: null },
  'item-view-cached': { asks: [merge({ a: '1' }), readItem('a'), merge({ a: '2' }), readItem('a')], look: 'answer', right: { meta: { a: '2' } }, wrong: { meta: { a: '1' } } },
  'replica-lags-a-write': { asks: [merge({ a: '1' }), readMap, readMap], look: 'answer', right: { metadata: { a: '1' } }, wrong: { metadata: {} } },
  'merge-answers-old-map': { asks: [merge({ a: '1' })], look: 'answer', right: { metadata: { a: '1' } }, wrong: { metadata: {} } },
  'merge-answers-sent-only': { asks: [merge({ a: '1' }), merge({ b: '2' })], look: 'answer', right: { metadata: { a: '1', b: '2' } }, wrong: { metadata: { b: '2' } } },
  'upsert-answers-whole-map': { asks: [merge({ a: '1' }), upsert('b', '2')], look: 'answer', right: { meta: { b: '2' } }, wrong: { meta: { a: '1', b: '2' } } },
  'replace-answers-union': { asks: [merge({ a: '1' }), replace({ b: '2' })], look: 'answer', right: { metadata: { b: '2' } }, wrong: { metadata: { a: '1', b: '2' } } },
  'update-time-unmoved': { on: 'aggregate', asks: [merge({ a: '1' }), within(readMap, ['aggregate', 'updated_at'])], look: 'answer', right: expect.any(String), wrong: null },
  'list-capped': storesMap(many(101), many(100)),
  'batch-keeps-last-pair': storesMap(many(51), { k50: 'v' }),
  // Asked until it is gone; a right cloud is asked as often.
  'map-evicted': { asks: [merge({ a: '1' }), ...Array.from({ length: 200 }, () => readMap)], right: { a: '1' }, wrong: {} },
  'resource-view-lags': { asks: [merge({ a: '1' }), within(readResource, ['server', 'metadata'])], look: 'answer', right: { a: '1' }, wrong: {} },
  'same-item-elsewhere-updated': { asks: [merge({ a: '1' }), elsewhere(merge({ a: '1' })), elsewhere(merge({ a: '2' }))], right: { a: '1' }, wrong: { a: '2' } },
});
