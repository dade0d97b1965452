/** The resource as its views showed it, one after the other, and what was written between them. */
import type { Contract } from '../../contracts/contract.ts';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import type { JsonValue } from '../../generators/plan.ts';
import { askedMicroversion } from './microversion.ts';
import { isMasked, sameField } from './same-field.ts';
import { isWrite, type Seen, type TraceReading } from './trace-reading.ts';

type Members = Readonly<Record<string, JsonValue>>;

/** Two views in a row, the same way. */
export interface ViewWindow {
  /** Exchanges that show the two. */
  readonly exchanges: readonly [before: number, after: number];
  /** Writes to the resource between them that were answered. */
  readonly writes: readonly Seen[];
  /** Nothing at all was written between them, answered or not, to this resource or another. */
  readonly still: boolean;
  /** Members that the second shows otherwise. */
  readonly moved: readonly string[];
  /** Members as the second shows them. */
  readonly members: Members;
}

interface View {
  readonly members: Members;
  readonly exchange: number;
  readonly writes: Seen[];
  still: boolean;
}

/** Members that show what the map says: the map itself, and those that a law ties to it. */
function tiedMembers(contract: Contract): ReadonlySet<string> {
  const places = contract.laws.flatMap((law) => (law.kind === 'response-places-equal' ? [law.left, law.right] : []));
  const maps = contract.operations.flatMap((operation) => (operation.responseMap === null ? [] : [operation.responseMap]));
  return new Set([...places, ...maps].flatMap((pointer) => pointerTokens(pointer)[1] ?? []));
}

/** The resource's own members: those of its envelope but the map and what other parties move. */
function ownMembers(seen: Seen, contract: Contract, hidden: ReadonlySet<string>): Members | null {
  if (seen.body.kind !== 'json') return null;
  const envelope = pointerTokens(seen.ask.operation?.responseMap ?? '')[0];
  const resource = envelope === undefined ? undefined : (seen.body.value as Members)[envelope];
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) return null;
  return Object.fromEntries(Object.entries(resource as Members).filter(([name]) => !hidden.has(name) && !contract.resource.volatile.includes(`/${envelope}/${name}`)));
}

function isResourceView(seen: Seen, contract: Contract): boolean {
  return seen.ask.operation !== null && seen.ask.operation.id === contract.resource.operation && seen.exchange.caller === 'owner' && seen.outcome === 'accepted';
}

/** Members that two views show otherwise. What either of them shows masked is left out: a key that was masked once and not again would seem to have moved. */
function movedMembers(before: Members, after: Members): readonly string[] {
  const hasMaskedMember = isMasked(Object.fromEntries(Object.keys({ ...before, ...after }).map((name) => [name, null])));
  return Object.keys({ ...before, ...after }).filter((name) => {
    const [one, other] = [before[name], after[name]];
    if (isMasked({ [name]: one ?? null }) || isMasked({ [name]: other ?? null })) return false;
    return !sameField(one, other) && !(hasMaskedMember && (one === undefined || other === undefined));
  });
}

function noteWriting(views: Iterable<View>, seen: Seen, isSubject: boolean): void {
  for (const view of views) {
    view.still = false;
    if (isSubject && seen.outcome !== 'unanswered') view.writes.push(seen);
  }
}

/** The windows of a trace, up to the first state action: a resource goes on changing after one in its own time. */
export function viewWindows({ seen: all }: TraceReading, contract: Contract): readonly ViewWindow[] {
  const hidden = tiedMembers(contract);
  const windows: ViewWindow[] = [];
  // Links and the like say how the resource was reached, so each way is compared with itself.
  const views = new Map<string, View>();
  for (const seen of all) {
    const isSubject = (seen.ask.slot ?? seen.exchange.slot) === 'subject';
    if (isWrite(seen)) {
      if (isSubject && seen.ask.operation === null && seen.outcome === 'accepted') return windows;
      noteWriting(views.values(), seen, isSubject);
      continue;
    }
    const members = isSubject && isResourceView(seen, contract) ? ownMembers(seen, contract, hidden) : null;
    if (members === null) continue;
    const way = `${seen.exchange.route} ${askedMicroversion(seen.exchange, contract)}`;
    const before = views.get(way);
    views.set(way, { members, exchange: seen.exchange.id, writes: [], still: true });
    if (before === undefined) continue;
    windows.push({ exchanges: [before.exchange, seen.exchange.id], writes: before.writes, still: before.still, moved: movedMembers(before.members, members), members });
  }
  return windows;
}

/** Members that moved while nothing was written: that they move tells nothing about writes. */
export function restlessMembers(reading: TraceReading, contract: Contract): ReadonlySet<string> {
  return new Set(viewWindows(reading, contract).flatMap(({ still, moved }) => (still ? moved : [])));
}
