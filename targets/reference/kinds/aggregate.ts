/** Host aggregates: integer ids, and an availability zone that lives in the metadata. */
import type { Json, JsonMap } from '../json.ts';
import type { PageContext } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { isAtLeast } from '../services.ts';
import type { Metadata, Resource } from '../store.ts';
import type { Kind } from './kind.ts';
import { plainKind } from './plain.ts';

/** Name of the metadata item that is the availability zone of the aggregate's hosts. */
const ZONE = 'availability_zone';

/** A time as aggregates have it: microseconds, no zone. */
function naiveTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, 23)}000`;
}

function view(context: PageContext, aggregate: Resource, metadata: Metadata): JsonMap {
  const uuid: readonly (readonly [string, Json])[] = isAtLeast(context.microversion, '2.41') ? [['uuid', aggregate.traits.get('uuid') ?? null]] : [];
  return new Map<string, Json>([
    ['id', Number(aggregate.id)], ...uuid, ['name', aggregate.name], ['hosts', aggregate.traits.get('hosts') ?? []], ['metadata', new Map()],
    ['created_at', naiveTimestamp(aggregate.createdAt)], ['updated_at', aggregate.updatedAt === null ? null : naiveTimestamp(aggregate.updatedAt)],
    ['deleted_at', null], ['deleted', false], [ZONE, metadata.get(ZONE) ?? null],
  ]);
}

/** @throws Refusal 400 when an id is no integer, as since LP #1865040. */
function readId(text: string): string | null {
  if (!/^[+-]?\d+$/.test(text)) throw new Refusal(400, 'not-found', 'Invalid input received: id must be an integer');
  return String(BigInt(text));
}

/** @throws Refusal 400 for a zone without a name: an aggregate does not lose its zone (LP #1523450). */
function checkZone(aggregate: Resource, zone: Json | undefined): void {
  if (zone !== null && zone !== '') return;
  throw new Refusal(400, 'invalid', `Cannot update metadata of aggregate ${aggregate.id}. Reason: Aggregate ${aggregate.name} does not support empty named availability zone.`);
}

/** Host aggregates of the compute service; administrators only. */
export const aggregateKind: Kind = {
  ...plainKind('aggregate'),
  readId,
  isVisible: () => true,
  view,
  checkMap: ({ resource, sent }) => { checkZone(resource, sent.get(ZONE)); },
  notFound: (id) => `Aggregate ${id} could not be found.`,
};
