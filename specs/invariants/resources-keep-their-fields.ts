import { pointerTokens } from '../../contracts/json-pointer.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { JsonValue } from '../../generators/plan.ts';
import { defineInvariant, effectConstraints, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameValue } from '../reading/effect.ts';
import { askedMicroversion } from '../reading/microversion.ts';
import { requestClass } from '../reading/seen-classes.ts';
import { isWrite, type Seen } from '../reading/trace-reading.ts';

type Members = Readonly<Record<string, JsonValue>>;

interface View {
  readonly members: Members;
  readonly exchange: number;
  /** Writes since it was seen. */
  readonly writes: Seen[];
}

/** The resource's own members: those of its envelope but the map and what other parties move. */
function ownMembers(seen: Seen, contract: Contract, hidden: ReadonlySet<string>): Members | null {
  if (seen.body.kind !== 'json') return null;
  const envelope = pointerTokens(seen.ask.operation?.responseMap ?? '')[0];
  const resource = envelope === undefined ? undefined : (seen.body.value as Members)[envelope];
  if (typeof resource !== 'object' || resource === null || Array.isArray(resource)) return null;
  return Object.fromEntries(Object.entries(resource as Members).filter(([name]) => !hidden.has(name) && !contract.resource.volatile.includes(`/${envelope}/${name}`)));
}

/** Members that show what the map says: the map itself, and those that a law ties to it. */
function tiedMembers(contract: Contract): ReadonlySet<string> {
  const places = contract.laws.flatMap((law) => (law.kind === 'response-places-equal' ? [law.left, law.right] : []));
  const maps = contract.operations.flatMap((operation) => (operation.responseMap === null ? [] : [operation.responseMap]));
  return new Set([...places, ...maps].flatMap((pointer) => pointerTokens(pointer)[1] ?? []));
}

export default defineInvariant({
  id: 'resources-keep-their-fields',
  speaks: 46,
  claim: 'Writing metadata changes nothing else of the resource that bears it.',
  covers: ['C-NOTOUCH', 'AGG-HOSTS', 'IMG-DATA-SAFE', 'IMG-RESERVED', 'IMG-PROTECTED'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => (showsResource(contract) ? writeEffects(contract).flatMap((effect) => cellsOf(effect, ['resource'])) : []),
  judge: ({ trace, contract, reading, exercise, find }) => {
    const hidden = tiedMembers(contract);
    // Links and the like say how the resource was reached, so each way is compared with itself.
    const views = new Map<string, View>();
    for (const seen of reading.seen) {
      if ((seen.ask.slot ?? seen.exchange.slot) !== 'subject') continue;
      if (isWrite(seen)) {
        // A state action goes on changing the resource in its own time, so nothing after it can be laid to a write.
        if (seen.ask.operation === null && seen.outcome === 'accepted') return;
        if (seen.outcome !== 'unanswered') for (const view of views.values()) view.writes.push(seen);
        continue;
      }
      if (seen.outcome !== 'accepted' || !isResourceView(seen, contract)) continue;
      const members = ownMembers(seen, contract, hidden);
      if (members === null) continue;
      const way = `${seen.exchange.route} ${askedMicroversion(seen.exchange, contract)}`;
      const before = views.get(way);
      views.set(way, { members, exchange: seen.exchange.id, writes: [] });
      const writer = before?.writes.at(-1);
      if (before === undefined || writer === undefined) continue;
      for (const write of before.writes) exercise(write.ask.effect, ['resource']);
      const moved = [...new Set([...Object.keys(before.members), ...Object.keys(members)])].filter((name) => !sameValue(before.members[name], members[name]));
      if (moved.length === 0) continue;
      find(findingAt(writer, { class: requestClass(writer, trace, contract).startsWith('key:reserved') ? 'key:reserved' : 'resource', constraint: null, expected: 'every other field of the resource as it was', actual: `${moved.join(', ')} changed`, exchanges: [before.exchange, seen.exchange.id] }));
    }
  },
});

function showsResource(contract: Contract): boolean {
  return contract.resource.operation !== null;
}

function isResourceView(seen: Seen, contract: Contract): boolean {
  return seen.ask.operation !== null && seen.ask.operation.id === contract.resource.operation && seen.exchange.caller === 'owner';
}
