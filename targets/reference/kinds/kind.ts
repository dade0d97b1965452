/** What a kind of resource has of its own; everything else is read from its contract. */
import type { Effect } from '../../../contracts/contract.ts';
import type { Caller } from '../identity.ts';
import type { JsonMap } from '../json.ts';
import type { Applied, PageContext } from '../parts.ts';
import type { Metadata, Resource } from '../store.ts';

/** One kind of resource. */
export interface Kind {
  /** Resource noun of its contracts. */
  readonly noun: string;
  /** Nova compares URL key and body key of an image before it looks the image up, of a server after. */
  readonly matchesKeyFirst: boolean;
  /** Last microversion at which the resource itself is shown; null: always. */
  readonly shownUpTo: string | null;
  /** The stored id that an id in a path means; null: none can have it. @throws Refusal when it is no id at all. */
  readonly readId: (text: string) => string | null;
  /** Whether a caller may know of a resource. */
  readonly isVisible: (resource: Resource, caller: Caller) => boolean;
  /** The resource without its metadata and envelope. */
  readonly view: (context: PageContext, resource: Resource, metadata: Metadata) => JsonMap;
  /** Rules on the map that no schema says. @throws Refusal */
  readonly checkMap?: (context: Applied) => void;
  readonly notFound: (id: string) => string;
  readonly itemNotFound: (effect: Effect) => string;
  readonly forbidden: (resource: Resource, operationId: string) => string;
  readonly overQuota: (limit: number) => string;
}

/** A time as the APIs write it: `2026-11-20T21:51:15Z`. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Owners and administrators. */
export function ownerOrAdmin(resource: Resource, caller: Caller): boolean {
  return caller.roles.includes('admin') || resource.project === caller.project.id;
}
