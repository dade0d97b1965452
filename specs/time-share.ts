/** Shares a run's time among contracts, so that a slow one does not use up what the others need. */

/** Part of a contract's share after which exploring ends, so that findings are made small and the parting plans come; and after which the parting plans come. */
const EXPLORING = 0.65;
const SHRINKING = 0.85;

/** The signals that end the parts of one contract's work; each is over with the run as well. */
export interface TimeShare {
  readonly exploring: AbortSignal;
  readonly shrinking: AbortSignal;
  readonly all: AbortSignal;
}

/** Shares what is left of the time of a run. */
export interface TimeSharing {
  /** The share of a contract that goes next, with so many to go one after the other, itself included. */
  next(toGo: number): TimeShare;
}

/** A signal that says so after a while, or with another one. Not AbortSignal.any of a timeout: it holds the timeout weakly, which may then be collected before its time. */
function endingAfter(ms: number, stop: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const end = (): void => { controller.abort(); };
  if (stop.aborted || ms <= 0) end();
  stop.addEventListener('abort', end, { once: true });
  setTimeout(end, Math.max(0, ms)).unref();
  return controller.signal;
}

/**
 * Share the time of a run from now on.
 * @param budgetTimeS null: there is no limit.
 */
export function shareTime(stop: AbortSignal, budgetTimeS: number | null): TimeSharing {
  if (budgetTimeS === null) return { next: () => ({ exploring: stop, shrinking: stop, all: stop }) };
  const endsAtMs = performance.now() + budgetTimeS * 1000;
  return {
    next: (toGo) => {
      const shareMs = (endsAtMs - performance.now()) / toGo;
      return { exploring: endingAfter(shareMs * EXPLORING, stop), shrinking: endingAfter(shareMs * SHRINKING, stop), all: endingAfter(shareMs, stop) };
    },
  };
}
