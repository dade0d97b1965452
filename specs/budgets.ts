/** How a run's requests are divided, per contract. */

/** Races get one request for so many that exploring gets. */
const RACES_SHARE = 2;

/** Requests for the plans after which nothing else may be possible. */
export const PARTING_REQUESTS = 120;

/** Requests for races. @param budgetRequests those for exploring. */
export function racesBudget(budgetRequests: number): number {
  return Math.floor(budgetRequests / RACES_SHARE);
}
