/** Caches that are not told of every write. */
import type { Effect, Operation } from '../../../contracts/contract.ts';
import type { Parts, Shown } from '../parts.ts';
import type { Metadata, Resource } from '../store.ts';

/** The operation that a resource is shown by; null for a page. */
export function operationOf({ match }: Shown): Operation | null {
  return match.destination.kind === 'operation' ? match.destination.operation : null;
}

/** After a write of one effect, some reads show the map before it, until the next write. */
export function staleAfter(parts: Parts, effect: Effect, isStale: (context: Shown) => boolean): Pick<Parts, 'commit' | 'load'> {
  const old = new WeakMap<Resource, Metadata>();
  return {
    commit: async (context) => {
      if (context.operation.effect === effect) old.set(context.resource, context.before);
      else old.delete(context.resource);
      await parts.commit(context);
    },
    load: async (context) => (context.raw.method === 'GET' && isStale(context) ? old.get(context.resource) : undefined) ?? await parts.load(context),
  };
}
