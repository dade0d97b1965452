/** Keeps to the agreed rate and number of requests under way, and holds everybody back while the target asks for a pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Wrapper } from './dispatch.ts';
import { headerValue } from './dispatch.ts';
import { retryAfterMs } from './retry-after.ts';

/** The longest pause one refusal can impose. */
const LONGEST_PAUSE_MS = 60_000;
/** The pause after a refusal that names none. */
const DEFAULT_PAUSE_MS = 1000;

export interface PaceLimits {
  /** Requests a second. */
  readonly rate?: number | undefined;
  readonly maxInFlight?: number | undefined;
}

/** The pause before a connection that was refused is tried again: a service that restarts needs a moment. */
const REFUSED_PAUSE_MS = 100;

function pauseMs(outcome: Outcome): number {
  if (outcome.trouble?.kind === 'refused') return REFUSED_PAUSE_MS;
  if (outcome.trouble?.kind !== 'rate-limited' && outcome.trouble?.kind !== 'unavailable') return 0;
  const asked = outcome.answer === null ? null : retryAfterMs(headerValue(outcome.answer, 'retry-after'), Date.now());
  return Math.min(asked ?? DEFAULT_PAUSE_MS, LONGEST_PAUSE_MS);
}

/** A wrapper to be shared by all connections of a target, so that its limits hold for all together. */
export function pace(limits: PaceLimits): Wrapper {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let nextAtMs = 0;
  const enter = async (): Promise<void> => {
    if (underWay >= (limits.maxInFlight ?? Number.POSITIVE_INFINITY)) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) underWay -= 1;
    else next();
  };
  const turn = async (): Promise<void> => {
    const now = performance.now();
    const at = Math.max(now, nextAtMs);
    nextAtMs = limits.rate === undefined ? Math.max(nextAtMs, 0) : at + 1000 / limits.rate;
    if (at > now) await sleep(at - now);
  };
  return (dispatch) => async (call) => {
    await enter();
    try {
      await turn();
      const outcome = await dispatch(call);
      nextAtMs = Math.max(nextAtMs, performance.now() + pauseMs(outcome));
      return outcome;
    } finally {
      leave();
    }
  };
}
