import type { Effect } from '../../contracts/contract.ts';
import { defineInvariant, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { historiesOf, type StepHistory } from '../reading/history-of.ts';

/** Keys that the race would add to the map if all of it were accepted. */
function addedKeys({ initial, operations }: StepHistory): ReadonlySet<string> {
  const sent = operations.flatMap((operation): readonly string[] => {
    if (operation.kind === 'merge' || operation.kind === 'replace') return [...operation.entries.keys()];
    return operation.kind === 'upsert' ? [operation.key] : [];
  });
  return new Set(sent.filter((key) => !initial.has(key)));
}

export default defineInvariant({
  id: 'races-keep-the-quota',
  speaks: 87,
  claim: 'Writes side by side leave no more items than the announced limit.',
  covers: ['CONC-QUOTA'],
  restsOn: (contract) => [contract.quota.constraint],
  needs: (contract) => (contract.quota.maxItems === null ? [] : writeEffects(contract).filter((effect) => effect === 'merge').flatMap((effect) => cellsOf(effect, ['race:quota']))),
  judge: ({ trace, contract, exercise, find }) => {
    const { maxItems, maxItemsAnnounced } = trace.facts;
    if (maxItems === null || !maxItemsAnnounced) return;
    for (const history of historiesOf(trace, contract)) {
      const effects = [...new Set(history.operations.flatMap(({ kind }): readonly Effect[] => (kind === 'merge' || kind === 'upsert' ? [kind] : [])))];
      if (history.initial.size + addedKeys(history).size <= maxItems) continue;
      for (const effect of effects) exercise(effect, ['race:quota']);
      const over = history.operations.find((operation) => operation.kind === 'read' && history.quiescent.includes(operation.id) && operation.map.size > maxItems);
      if (over?.kind !== 'read') continue;
      find({
        effect: effects[0] ?? 'merge', class: 'race:quota', constraint: contract.quota.constraint, statusKind: '2xx',
        expected: `at most ${maxItems} items, as before the race (${history.initial.size})`, actual: `${over.map.size} items`,
        exchanges: [...history.operations.filter(({ kind, outcome }) => kind !== 'read' && outcome === 'acknowledged').map(({ id }) => id), over.id],
      });
    }
  },
});
