/** How many requests a run sends, and how long that takes. */

/** What a run is expected to cost. */
export interface Estimate {
  readonly requests: number;
  readonly seconds: number;
}

/** What the cost depends on. */
export interface EstimateTerms {
  /** Median time of a read, in milliseconds. */
  readonly readMs: number;
  readonly ratePerS: number | null;
  readonly budgetTimeS: number | null;
}

/** Of the requests of a run about half are writes, which take about twice as long as reads (Nova 26.2: 42 ms and 20 ms). */
const TIMES_A_READ = 1.5;

/** Requests that reach start states and read back, on top of those of plans: measured on the reference cloud, 5 to 15 of a hundred. */
const SET_UP_SHARE = 0.1;

/**
 * The cost of lanes: those of one resource run one after the other, the others side by side; a rate or a budget of time may bind all of them.
 * @param lanes the requests of each lane's plans.
 */
export function estimate(lanes: readonly { readonly resource: string; readonly requests: number }[], { readMs, ratePerS, budgetTimeS }: EstimateTerms): Estimate {
  const byResource = Map.groupBy(lanes, ({ resource }) => resource);
  const sum = (group: readonly { readonly requests: number }[]): number => group.reduce((total, { requests }) => total + requests, 0) * (1 + SET_UP_SHARE);
  const requests = sum(lanes);
  const longest = Math.max(0, ...[...byResource.values()].map(sum)) * readMs * TIMES_A_READ / 1000;
  const seconds = Math.max(longest, ratePerS === null ? 0 : requests / ratePerS);
  if (budgetTimeS === null || seconds <= budgetTimeS) return { requests: Math.round(requests), seconds };
  return { requests: Math.round(requests * budgetTimeS / seconds), seconds: budgetTimeS };
}
