/** What a request makes of the stored map. */
import type { Held } from './parts.ts';
import type { Metadata } from './store.ts';

/** The map after a request, computed by the part of its effect. Pure. */
export function effectOf(held: Held): Metadata {
  switch (held.operation.effect) {
    case 'merge': return held.parts.merge(held);
    case 'replace': return held.parts.replace(held);
    case 'upsert': return held.parts.upsert(held);
    case 'remove': return held.parts.remove(held);
    case 'read': return held.before;
  }
}
