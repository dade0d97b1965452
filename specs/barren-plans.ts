/** Plans that could not begin: the target gave no answer, or none from which the map of its resource could be read. */
import type { Exchange, Trace } from '../targets/trace.ts';

/** Whether no step of a plan was answered, as it was cut short before. */
export function isBarren({ cutShort, exchanges }: Trace): boolean {
  return cutShort !== null && !exchanges.some(({ role, response }) => role === 'step' && response !== null);
}

/** Whether a plan was cut short without any answer. */
export function isSilent(trace: Trace): boolean {
  return trace.cutShort !== null && trace.exchanges.every(({ response }) => response === null);
}

function answerOf({ request, response }: Exchange): string {
  return `${request.method} ${request.path} was answered with status ${response?.status}, and no map could be read from it`;
}

/** Why a plan could not begin though the target answers, as a sentence without its full stop; null where there was no answer. */
export function whyBarren(trace: Trace): string | null {
  if (trace.cutShort === null || !isBarren(trace)) return null;
  const last = trace.exchanges.findLast(({ response }) => response !== null);
  if (last !== undefined) return answerOf(last);
  return trace.exchanges.length === 0 ? trace.cutShort.message.replace(/\.$/, '') : null;
}
