import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planLines } from './plan-text.ts';
import { samplePlan } from './sample-run.fixture.ts';

test('a plan reads as start and steps', () => {
  expect(planLines({ ...samplePlan, steps: [
    { op: 'merge', slot: 'subject', entries: [['b', '2']] },
    { op: 'upsert', slot: 'bystander', urlKey: 'c', entries: [['d', null]], caller: 'stranger', twists: [{ kind: 'header', name: 'Content-Type', value: null }] },
    { op: 'concurrent', branches: [[{ op: 'remove', slot: 'subject', urlKey: 'a' }], [{ op: 'read', slot: 'subject', view: 'map' }]] },
    { op: 'action', slot: 'subject', action: 'lock', undo: false, route: { version: '/v2', project: true } },
  ] })).toEqual([
    'start: subject holds { "a": "1" }',
    '1. merge { "b": "2" }',
    '2. upsert "c" with { "d": null } (on the bystander; as stranger; with header "Content-Type" null)',
    '3. at the same time:',
    '   3a1. remove "a"',
    '   3b1. read the map',
    '4. do lock (by /v2/{project})',
  ]);
});

test('a start state that was not reached says so', () => {
  expect(planLines({ ...samplePlan, steps: [] }, ['subject'])).toEqual(['start: subject holds { "a": "1" } (not reached: the target kept something else)']);
});

test('long values and many pairs are cut, and say so', () => {
  const [, line] = planLines({ ...samplePlan, steps: [{ op: 'replace', slot: 'subject', entries: Array.from({ length: 9 }, (_, index) => [`k${index}`, 'x'.repeat(300)] as const) }] });
  expect(line).toContain('(300 code points)');
  expect(line).toContain('… 3 more');
});

test('nothing in a plan can move the cursor or turn the text around', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const lines = planLines({ ...samplePlan, steps: [{ op: 'upsert', slot: 'subject', urlKey: text, entries: [[text, text]] }] });
    expect(lines.join('')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  }));
});
