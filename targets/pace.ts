/** Keeps to the agreed rate and number of requests under way, and holds everybody back while the target asks for a pause. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome, Wrapper } from './dispatch.ts';
import { waitAskedForMs } from './retry-after.ts';

/** The longest pause one refusal can impose. */
const LONGEST_PAUSE_MS = 60_000;
/** The longest one when somebody waits for the end. */
const LONGEST_WHEN_STOPPED_MS = 5000;
/** The pause after a refusal that names none. */
const DEFAULT_PAUSE_MS = 1000;

export interface PaceLimits {
  /** Requests a second. */
  readonly rate?: number | undefined;
  readonly maxInFlight?: number | undefined;
  /** Ends pauses and makes further ones short: what is left to do is to put back. */
  readonly signal?: AbortSignal | undefined;
}

/** The pause before a connection that was refused is tried again: a service that restarts needs a moment. */
const REFUSED_PAUSE_MS = 100;

function pauseMs(outcome: Outcome, longest: number): number {
  if (outcome.trouble?.kind === 'refused') return REFUSED_PAUSE_MS;
  if (outcome.trouble?.kind !== 'rate-limited' && outcome.trouble?.kind !== 'unavailable') return 0;
  const asked = outcome.answer === null ? null : waitAskedForMs(outcome.answer);
  return Math.min(asked ?? DEFAULT_PAUSE_MS, longest);
}

/** A pause that ends early when somebody asks to stop. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) await sleep(Math.min(ms, LONGEST_WHEN_STOPPED_MS));
  else await sleep(ms, undefined, { signal }).catch(() => undefined);
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
    if (at > now) await pause(at - now, limits.signal);
  };
  return (dispatch) => async (call) => {
    await enter();
    try {
      await turn();
      const outcome = await dispatch(call);
      nextAtMs = Math.max(nextAtMs, performance.now() + pauseMs(outcome, limits.signal?.aborted === true ? LONGEST_WHEN_STOPPED_MS : LONGEST_PAUSE_MS));
      return outcome;
    } finally {
      leave();
    }
  };
}
