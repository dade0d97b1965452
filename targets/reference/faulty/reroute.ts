/** Routes that lead where they should not. */
import type { Arrived, Match, Parts, Segment } from '../parts.ts';

/** Where the path would lead with another method. */
export function routeAs(parts: Parts, context: Arrived, segments: readonly Segment[], method: string): Match | null {
  return parts.route({ ...context, raw: { ...context.raw, method } }, segments);
}

/** Whether a match is an operation on the whole map or on one item. */
export function isOn(match: Match | null, scope: 'map' | 'item'): match is Match {
  return match?.destination.kind === 'operation' && match.destination.operation.on === scope;
}
