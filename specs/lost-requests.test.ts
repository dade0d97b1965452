import { expect, test } from 'vitest';
import type { Exchange, Trace } from '../targets/trace.ts';
import { isWorthRepeating, lostRequests } from './lost-requests.ts';

/** A trace from words such as `step:reset` and `after`, all of one step but for those of the start. */
function traceOf(words: readonly string[], cutShort: Trace['cutShort'] = null): Trace {
  const exchanges = words.map((word, id) => {
    const [role = 'step', trouble] = word.split(':');
    return { id, role, stepIndex: role === 'start' ? -1 : 0, trouble: trouble === undefined ? null : { kind: trouble, message: '' } } as unknown as Exchange;
  });
  return { exchanges, cutShort } as unknown as Trace;
}

test.each<readonly [readonly string[], number, boolean]>([
  [['start', 'step', 'after'], 0, false], [['start:reset', 'start', 'step', 'after'], 0, false],
  [['step:rate-limited', 'after', 'recover', 'after'], 2, false], [['step:reset', 'after', 'settle', 'recover', 'after'], 3, false],
  [['step', 'after:reset', 'recover'], 2, false], [['step:reset', 'after', 'settle', 'recover:reset', 'after'], 3, true],
  [['step:redirect', 'after'], 1, false],
])('%s: %s requests are lost', (words, lost, again) => {
  expect(lostRequests(traceOf(words))).toBe(lost);
  expect(isWorthRepeating(traceOf(words))).toBe(again);
});

test('a plan that trouble ended is repeated, one that was too much for the resource is not', () => {
  expect(isWorthRepeating(traceOf(['step'], { kind: 'timeout', message: '' }))).toBe(true);
  expect(isWorthRepeating(traceOf(['step'], { kind: 'busy', message: '' }))).toBe(false);
  expect(isWorthRepeating(traceOf(['start:reset', 'start'], { kind: 'busy', message: '' }))).toBe(true);
});
