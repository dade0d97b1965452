/** One physical resource as the target knows it: who it is, what was last read of it, and which of its keys are foreign. */
import type { Contract } from '../contracts/contract.ts';
import type { JsonValue } from '../generators/plan.ts';
import type { JsonMap } from './json-map.ts';
import type { ForeignView } from './mask-foreign.ts';
import type { NamedKeys } from './named-keys.ts';
import { mapPointers } from './operations.ts';

export interface PhysicalResource {
  /** Service type, noun and id: contracts that share these share the resource. */
  readonly identity: string;
  readonly id: string;
  /** Made for this run, and removed after it: nothing of it is put back. */
  readonly provisioned: boolean;
  /** The map as last read while nothing was under way; null when that is not certain. */
  lastKnown: JsonMap | null;
  /** The map as it was before the first write, once it is in the journal. */
  original: JsonMap | null;
  /** Set once the map was cleared: what could not be cleared away. */
  survivors: ReadonlySet<string> | null;
  /** What the replacement that was to clear the map left there, even if it could then be removed by itself: a provider may keep its own keys so. */
  outlasting: ReadonlySet<string>;
  /** The most foreign keys that its map has shown since it was cleared. */
  mostForeign: number;
  /** Foreign keys in order of appearance. */
  readonly foreignKeys: Map<string, number>;
  /** Foreign pairs as read, original keys included. */
  readonly foreignPairs: Map<string, JsonValue>;
}

/** A resource of which nothing is known yet. */
export function physicalResource(identity: string, id: string, provisioned = false): PhysicalResource {
  return { identity, id, provisioned, lastKnown: null, original: null, survivors: null, outlasting: new Set(), mostForeign: 0, foreignKeys: new Map(), foreignPairs: new Map() };
}

/** Take note of a map that was read: its foreign pairs are masked from now on wherever they turn up. */
export function noteMap(resource: PhysicalResource, map: JsonMap | null, named: NamedKeys): void {
  resource.lastKnown = map;
  const foreign = [...(map ?? [])].filter(([key]) => !named.has(key));
  for (const [key, value] of foreign) resource.foreignPairs.set(key, value);
  resource.mostForeign = Math.max(resource.mostForeign, foreign.length);
}

function numberOf(resource: PhysicalResource, key: string): number {
  const known = resource.foreignKeys.get(key);
  if (known !== undefined) return known;
  resource.foreignKeys.set(key, resource.foreignKeys.size + 1);
  return resource.foreignKeys.size;
}

/** What the recorder masks in answers about a resource. */
export function foreignView(resource: PhysicalResource, contract: Contract, named: NamedKeys): ForeignView {
  return {
    mapPointers: mapPointers(contract),
    equalPlaces: contract.laws.flatMap((law) => (law.kind === 'response-places-equal' ? [[law.left, law.right] as const] : [])),
    isForeign: (key) => !named.has(key),
    number: (key) => numberOf(resource, key),
    pairs: resource.foreignPairs,
  };
}
