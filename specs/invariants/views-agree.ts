import type { Contract } from '../../contracts/contract.ts';
import { keyClass } from '../../generators/classes.ts';
import { defineInvariant, findingAt, show } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameMap, sameValue, type StoredMap } from '../reading/effect.ts';
import type { Seen } from '../reading/trace-reading.ts';

/** How an answer to a read contradicts the map that the list showed just before; null when it does not. */
function contradiction(seen: Seen, stored: StoredMap, contract: Contract): { readonly cls: string; readonly expected: string; readonly actual: string } | null {
  const { operation, key } = seen.ask;
  if (operation?.on === 'item') {
    if (key === null || !stored.has(key)) return null;
    if (seen.outcome === 'refused') return { cls: seen.flaws.length > 0 ? `key:${keyClass(key, contract)}` : 'item', expected: `${show(key)} is found, as the map shows it`, actual: `status ${seen.exchange.response?.status}` };
    const answered = seen.answered;
    if (answered !== null && answered.size === 1 && sameValue(answered.get(key), stored.get(key))) return null;
    return { cls: 'item', expected: `${show(key)} with ${show(stored.get(key))}, and no other pair`, actual: answered === null ? 'no item' : show(Object.fromEntries(answered)) };
  }
  if (seen.answered === null || sameMap(seen.answered, stored)) return null;
  const cls = operation?.on === 'resource' ? 'resource' : 'route';
  return { cls, expected: `the same map (${stored.size} pairs)`, actual: `another map (${seen.answered.size} pairs)` };
}

/** Whether the key of an item read can stand in a URL at all, and nothing but the key is unusual: what the map shows must then be found. */
function isReachable(seen: Seen, contract: Contract): boolean {
  const { key } = seen.ask;
  if (key === null || (contract.unaddressable !== null && new RegExp(contract.unaddressable, 'v').test(key))) return false;
  return seen.flaws.every((flaw) => flaw.constraint?.startsWith(`${contract.keySchema}/`) === true);
}

export default defineInvariant({
  id: 'views-agree',
  speaks: 30,
  claim: 'The map, its items, the resource that bears it, and every path to it show the same.',
  covers: ['C-XVIEW', 'SHOW-ENV', 'REPL-DROP', 'ECS-BOTH-PATHS', 'AGG-AZ-SYNC', 'HTTP-DBLSLASH'],
  restsOn: (contract) => contract.operations.filter((operation) => operation.effect === 'read').map((operation) => operation.effectConstraint),
  needs: (contract) => [
    ...(contract.operations.some((operation) => operation.effect === 'read' && operation.on === 'item') ? cellsOf('read', ['item']) : []),
    ...(contract.operations.some((operation) => operation.effect === 'read' && operation.on === 'resource') ? cellsOf('read', ['resource']) : []),
    ...cellsOf('read', ['route:other']),
  ],
  judge: ({ trace, contract, reading, exercise, find }) => {
    const main = trace.facts.mainRoute;
    for (const seen of reading.reads) {
      const { operation } = seen.ask;
      if (operation === null || seen.concurrent || seen.before === null || seen.flaws.some((flaw) => flaw.beyond === 'reject')) continue;
      const other = seen.exchange.route !== main;
      if (operation.on === 'map' && !other) continue;
      if (seen.outcome !== 'accepted' && !(seen.outcome === 'refused' && operation.on === 'item' && isReachable(seen, contract))) continue;
      exercise('read', [operation.on, ...(other ? ['route:other'] : [])]);
      const wrong = contradiction(seen, seen.before.map, contract);
      if (wrong === null) continue;
      find(findingAt(seen, { class: other ? 'route:other' : wrong.cls, constraint: operation.effectConstraint, expected: wrong.expected, actual: wrong.actual, exchanges: [seen.before.exchange] }));
    }
  },
});
