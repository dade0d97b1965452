/** Reads that several refused steps share. */
import type { Step } from '../plan.ts';
import { isWrite } from '../steps.ts';

/** Refused steps in a row that one read may speak for: few enough to find the culprit among them. */
const SHARED_BY = 7;

/** Steps whose acceptance is not read either, the last excepted: for writes of different keys, which one read tells apart. */
export function readAtTheEnd(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index): Step => (isWrite(step) && index < steps.length - 1 ? { ...step, readLater: 'always' } : step));
}

/** Mark writes that may be refused and are followed by another so that the read after them is put off, every seventh and the last excepted. */
export function sharingReads(steps: readonly Step[]): readonly Step[] {
  let waiting = 0;
  return steps.map((step, index): Step => {
    const next = steps[index + 1];
    if (!isWrite(step)) return step;
    const isPutOff = next !== undefined && isWrite(next) && waiting < SHARED_BY - 1;
    waiting = isPutOff ? waiting + 1 : 0;
    return isPutOff ? { ...step, readLater: step.readLater ?? 'refused' } : step;
  });
}
