import type { Operation } from '../../contracts/contract.ts';
import { defineInvariant, findingAt, provenBy, show, showKeys, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { applyEffect, sameMap, sameValue, type StoredMap } from '../reading/effect.ts';
import { classesOfSeen, requestClass, requestShape } from '../reading/seen-classes.ts';
import { mustRefuse, type Seen } from '../reading/trace-reading.ts';

/** What the answer's map should be; null when it cannot be told. */
function promised(seen: Seen, operation: Operation): StoredMap | null {
  const { sent, key, effect } = seen.ask;
  const stored = sent === null ? null : new Map([...sent].filter(([, value]) => value !== null || operation.nullMeans !== 'removes'));
  switch (operation.answer) {
    case 'none': return null;
    case 'sent': case 'item': return stored;
    case 'map': return effect === 'replace' ? stored : seen.before === null ? null : applyEffect(seen.before.map, effect, sent, key, operation.nullMeans);
    default: return operation.answer satisfies never;
  }
}

function pairs(count: number): string {
  return `${count} ${count === 1 ? 'pair' : 'pairs'}`;
}

export default defineInvariant({
  id: 'answers-hold-the-promised-map',
  speaks: 35,
  claim: 'The answer to a write holds the map or item that the contract promises: the whole map, what was sent, or the one item.',
  covers: ['MERGE-RESP-FULL', 'MERGE-RESP-SUPER', 'REPL-RESP', 'UPS-RESP-ITEM', 'IMG-RESP-ITEM', 'AGG-RESP-FULL', 'ECS-RESP', 'C-RESP-EQ-STORE'],
  restsOn: (contract) => contract.operations.filter((operation) => operation.effect !== 'read' && operation.answer !== 'none').map((operation) => operation.answerConstraint),
  needs: (contract) => writeEffects(contract).flatMap((effect) => (effect === 'remove' ? [] : cellsOf(effect, effect === 'replace' ? ['plain', 'map:disjoint'] : ['plain', 'map:create', 'map:overwrite']))),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const { operation, sent, effect } = seen.ask;
      if (operation === null || sent === null || seen.concurrent || seen.outcome !== 'accepted' || operation.responseMap === null || mustRefuse(seen)) continue;
      exercise(effect, classesOfSeen(seen, trace, contract));
      const cls = requestClass(seen, trace, contract);
      const wrong = [...sent].filter(([key, value]) => value !== null && !sameValue(seen.answered?.get(key), value)).map(([key]) => key);
      if (wrong.length > 0) {
        find(findingAt(seen, { class: cls, constraint: operation.effectConstraint, expected: 'the answer shows what was sent', actual: seen.answered === null ? `no map at ${operation.responseMap}` : `${showKeys(wrong)} missing or different: ${show(seen.answered.get(wrong[0] ?? ''))}` }));
        continue;
      }
      const expected = promised(seen, operation);
      if (expected === null || seen.answered === null || sameMap(expected, seen.answered)) continue;
      find(findingAt(seen, {
        class: requestShape(seen, trace, contract),
        constraint: operation.answerConstraint,
        expected: `the answer holds ${operation.answer === 'map' ? 'the whole map' : operation.answer === 'item' ? 'the one item' : 'what was sent'} (${pairs(expected.size)})`,
        actual: `it holds ${pairs(seen.answered.size)}`,
        exchanges: seen.before === null ? [] : provenBy(seen.before, [...expected.keys()].filter((key) => !sameValue(seen.answered?.get(key), expected.get(key)))),
      }));
    }
  },
});
