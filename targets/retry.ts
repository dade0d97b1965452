/** Sends again what may be sent again; every attempt is an exchange of its own. */
import type { Call, Outcome, Wrapper } from './dispatch.ts';

/** How often a request is sent again that was not taken up. */
export const REFUSALS_WAITED_FOR = 3;

/** The target said that it had not taken the request up: sending it again cannot do anything twice. */
export function wasNotTakenUp(outcome: Outcome): boolean {
  const kind = outcome.trouble?.kind;
  return kind === 'rate-limited' || kind === 'unavailable' || kind === 'refused' || kind === 'dns';
}

/** So often may a request meet with something that is over in a moment; once more, and it is the target's word. */
const PASSING = 2;

/** Whether a request that is sent again insists. @param attempts those made so far. */
export function insistsAfter(outcome: Outcome, attempts: number): boolean {
  return outcome.trouble?.kind === 'unavailable' && attempts >= PASSING;
}

/** The connection ended before the answer was there: nobody knows whether the request was taken up. */
export function wasInterrupted(outcome: Outcome): boolean {
  const kind = outcome.trouble?.kind;
  return kind === 'reset' || kind === 'timeout' || kind === 'half-answer' || kind === 'gateway';
}

function mayRepeat(call: Call, outcome: Outcome, repeats: number): boolean {
  if (call.repeat === 'never') return false;
  if (wasNotTakenUp(outcome)) return repeats < REFUSALS_WAITED_FOR;
  return call.repeat === 'read' && wasInterrupted(outcome) && repeats < 1;
}

/**
 * Repeat what was refused before it was processed, up to three times (the pause is kept by `pace`), and reads that were interrupted, once.
 * An interrupted write is never repeated here: only a read can show what became of it.
 */
export const retry: Wrapper = (dispatch) => async (call) => {
  let outcome = await dispatch(call);
  for (let repeats = 0; mayRepeat(call, outcome, repeats); repeats += 1) {
    outcome = await dispatch({ ...call, insists: insistsAfter(outcome, repeats + 1), label: { ...call.label, role: 'recover' } });
  }
  return outcome;
};
