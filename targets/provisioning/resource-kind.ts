/** What provisioning must know of one kind of resource; each kind is one file in `kinds/`. */
import type { Door, Said } from './service-door.ts';

/** How far a resource has come. */
export type Progress = 'ready' | 'pending' | 'gone' | { readonly failed: string };

/** A resource of the cloud, as a list shows it. */
export interface Listed {
  readonly id: string;
  readonly name: string;
}

/** What the call asks for, in place of what is chosen otherwise. */
export interface Wishes {
  /** Flavor, image and network for servers; null: the smallest flavor, a small image that can be used, no network. */
  readonly flavor: string | null;
  readonly image: string | null;
  readonly network: string | null;
}

/** What a creation may use. */
export interface Means {
  readonly wishes: Wishes;
  /** A way to another service; null when the target does not offer it. */
  readonly door: (service: 'image') => Door | null;
  /** A resource of another kind that was made before, by its noun. */
  readonly made: (noun: string) => string | null;
}

/** The id of what was made; or why it was not, and whether nobody can tell (the answer did not come). */
export type Made = { readonly id: string } | { readonly problem: string; readonly uncertain: boolean };

export interface ResourceKind {
  /** As in the contracts' `x-resource`. */
  readonly noun: string;
  /** Catalog types of the service that makes it, the official one first. */
  readonly types: readonly string[];
  /** Catalog types of the service whose contracts speak of its metadata. */
  readonly metadataAt: readonly string[];
  /** The version in the path when the endpoint names none. */
  readonly version: string;
  /** Whether the project id stands in the path in any case. */
  readonly project: boolean;
  /** Noun of a kind of which one must be made before. */
  readonly after: string | null;
  /** Time it may take to become ready, and to be gone. */
  readonly patienceMs: number;
  create(door: Door, name: string, means: Means): Promise<Made>;
  /** Look at it. `uncertain` trouble reads as pending. */
  progress(door: Door, id: string): Promise<Progress>;
  /** Ask for its removal. Whether it is gone is for `progress` to say. */
  remove(door: Door, id: string): Promise<Said>;
  /** All that bear a name which begins like this. Null: the list could not be read. */
  find(door: Door, prefix: string): Promise<readonly Listed[] | null>;
  /** Why a resource must not be written to though it was named, from its view; absent: nothing speaks against it. */
  readonly inUse?: (view: unknown) => string | null;
  /** Why a resource must not be touched though it is named so; absent: nothing speaks against it. */
  readonly untouchable?: (door: Door, id: string, name: string) => Promise<string | null>;
}

/** A creation's answer read at the place of the id, which may be a number. */
export function madeFrom(said: Said, id: unknown): Made {
  if (said.status >= 200 && said.status < 300 && (typeof id === 'string' || typeof id === 'number')) return { id: String(id) };
  return { problem: said.problem, uncertain: said.status === 0 || said.status >= 500 };
}

/** Progress read from a status. */
export function progressOf(said: Said, status: unknown, ready: readonly string[], failed: RegExp): Progress {
  if (said.status === 404) return 'gone';
  if (typeof status !== 'string') return 'pending';
  if (ready.includes(status)) return 'ready';
  return failed.test(status) ? { failed: status } : 'pending';
}
