/** What the reference cloud remembers: resources with their metadata, and one lock for each. */
import type { Json } from './json.ts';

/** The metadata of a resource; values are strings unless a fault stored something else. */
export type Metadata = ReadonlyMap<string, Json>;

/** A thing that bears metadata. */
export interface Resource {
  /** Service type and noun, e.g. `compute/server`: contracts that name the same share their resources. */
  readonly kind: string;
  readonly id: string;
  /** Id of the owning project. */
  readonly project: string;
  name: string;
  /** Committed metadata; replaced as a whole, so that a reader sees one state or the next. */
  metadata: Metadata;
  /** What the kind knows beside name and metadata: states, visibility, hosts. */
  readonly traits: Map<string, Json>;
  readonly createdAt: Date;
  updatedAt: Date | null;
}

/** A resource as it is given to {@link Store.add}. */
export type NewResource = Pick<Resource, 'kind' | 'id' | 'project' | 'name'> & { readonly metadata?: Metadata; readonly traits?: Readonly<Record<string, Json>> };

/** All resources of one cloud, in memory. */
export class Store {
  readonly #resources = new Map<string, Resource>();
  readonly #tails = new WeakMap<Resource, Promise<unknown>>();

  add(resource: NewResource): Resource {
    const added: Resource = {
      ...resource, metadata: resource.metadata ?? new Map(), traits: new Map(Object.entries(resource.traits ?? {})), createdAt: new Date(), updatedAt: null,
    };
    this.#resources.set(`${added.kind}/${added.id}`, added);
    return added;
  }

  find(kind: string, id: string): Resource | undefined {
    return this.#resources.get(`${kind}/${id}`);
  }

  list(kind: string): readonly Resource[] {
    return [...this.#resources.values()].filter((resource) => resource.kind === kind);
  }

  delete(resource: Resource): void {
    this.#resources.delete(`${resource.kind}/${resource.id}`);
  }

  /** Do some work while nobody else does any with this resource; waiters come in order. */
  async exclusive<T>(resource: Resource, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(resource) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(resource, mine.catch(() => undefined));
    return mine;
  }
}
