/** What a fault remembers of each resource, as long as the resource lives. */
import type { Resource } from '../store.ts';

/** A memory that starts with what `make` gives. */
export function remembered<T>(make: () => T): (resource: Resource) => T {
  const known = new WeakMap<Resource, T>();
  return (resource) => {
    if (!known.has(resource)) known.set(resource, make());
    return known.get(resource)!;
  };
}
