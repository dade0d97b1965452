/** What trouble between us and the target costs, so that it is no part of what exploring may spend. */
import type { Exchange, Trace } from '../targets/trace.ts';

/** Of one step that met with trouble: the attempts that failed, and the looks between them. */
function lostIn(step: readonly Exchange[]): number {
  if (step.every(({ trouble }) => trouble === null)) return 0;
  const answeredAgain = step.findLastIndex(({ role, trouble }) => role === 'recover' && trouble === null);
  return step.filter(({ role, trouble }, at) => trouble !== null || at < answeredAgain || role === 'settle').length;
}

/** How many requests of a trace would not have been sent without trouble, those of its set-up left out. */
export function lostRequests(trace: Trace): number {
  const own = trace.exchanges.filter(({ role }) => role !== 'start');
  return [...Map.groupBy(own, ({ stepIndex }) => stepIndex).values()].reduce((sum, step) => sum + lostIn(step), 0);
}

/** Whether a step of its own was sent and never answered as it should. */
function wasLost(step: readonly Exchange[]): boolean {
  const attempts = step.filter(({ role, branch }) => branch === undefined && (role === 'step' || role === 'recover'));
  return attempts.length > 0 && attempts.every(({ trouble }) => trouble !== null && trouble.kind !== 'redirect');
}

/** Whether trouble ended a plan before its end, or left one of its steps without an answer. A plan that ends as `busy` without any trouble would do so again. */
export function isWorthRepeating({ cutShort, exchanges }: Trace): boolean {
  if (cutShort !== null) return cutShort.kind !== 'busy' || exchanges.some(({ trouble }) => trouble !== null);
  return [...Map.groupBy(exchanges.filter(({ role }) => role !== 'start'), ({ stepIndex }) => stepIndex).values()].some(wasLost);
}
