import { writeEffects, defineInvariant, effectConstraints, findingAt } from '../invariant-kit.ts';
import { cellsOf, storedPairCells } from '../needed-classes.ts';
import { limitBehind } from '../limit-behind.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';
import { mustAccept } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'valid-requests-are-accepted',
  speaks: 62,
  claim: 'A request inside every limit of the contract is accepted.',
  covers: ['C-KEY-CORE', 'C-KEY-255', 'C-VAL-255', 'C-VAL-255U', 'C-VAL-EMPTY', 'C-QUOTA-128', 'C-QUOTA-OVERWRITE', 'C-QUOTA-REPLACE', 'AGG-NOQUOTA', 'MERGE-EMPTY', 'MERGE-MANY', 'MERGE-CREATE', 'UPS-CREATE', 'UPS-200-BOTH', 'REPL-EMPTY', 'AGG-NULL-DEL', 'AGG-NULL-ABSENT', 'ECS-STATE-OK', 'ECS-KEYSET', 'ECS-BOTH-PATHS', 'READ-STATE', 'IMG-239'],
  restsOn: (contract) => effectConstraints(contract, [...writeEffects(contract), 'read']),
  needs: (contract) => [
    ...storedPairCells(contract, writeEffects(contract)),
    ...writeEffects(contract).flatMap((effect) => (effect === 'merge' || effect === 'replace' ? cellsOf(effect, ['map:empty', 'map:many']) : [])),
    ...(contract.quota.maxItems === null ? [] : writeEffects(contract).flatMap((effect) => {
      if (effect === 'remove') return [];
      return cellsOf(effect, ['map:at-quota', effect === 'replace' ? 'map:replace-at-quota' : 'map:overwrite-at-quota']);
    })),
  ],
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      // Beside others a write may be refused for what they did meanwhile: the races judge what it must not do then.
      if (seen.concurrent || !mustAccept(seen) || (seen.outcome !== 'accepted' && seen.outcome !== 'refused')) continue;
      if (absentKey(seen)) continue;
      const { effect, operation } = seen.ask;
      if (seen.outcome === 'accepted') exercise(effect, classesOfSeen(seen, trace, contract));
      if (seen.outcome === 'accepted' || operation === null) continue;
      const cls = requestClass(seen, trace, contract);
      find(findingAt(seen, {
        class: cls,
        constraint: limitBehind(cls, contract) ?? operation.effectConstraint,
        expected: 'the request is accepted',
        actual: `status ${seen.exchange.response?.status}`,
      }));
    }
  },
});

/** A read or removal of a key that is not there, or that nobody can say is there, is another invariant's matter. */
function absentKey(seen: Parameters<typeof mustAccept>[0]): boolean {
  const { effect, operation, key } = seen.ask;
  if (operation?.on !== 'item' || (effect !== 'read' && effect !== 'remove')) return false;
  return seen.concurrent || seen.before === null || key === null || !seen.before.map.has(key);
}
