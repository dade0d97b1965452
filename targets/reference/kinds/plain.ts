/** A kind nobody wrote a file for: id, name and what its contract says of it. */
import type { Json } from '../json.ts';
import { ownerOrAdmin } from './kind.ts';
import type { Kind } from './kind.ts';

/** Any kind of resource, by its noun. */
export function plainKind(noun: string): Kind {
  return {
    noun,
    matchesKeyFirst: false,
    shownUpTo: null,
    readId: (text) => text,
    isVisible: ownerOrAdmin,
    view: (_context, resource) => new Map<string, Json>([['id', resource.id], ['name', resource.name], ...resource.traits]),
    notFound: (id) => `The ${noun} ${id} could not be found.`,
    itemNotFound: () => 'Metadata item was not found',
    forbidden: (_resource, operationId) => `Policy doesn't allow ${operationId} to be performed.`,
    overQuota: (limit) => `Maximum number of metadata items exceeds ${limit}`,
  };
}
