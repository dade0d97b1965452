import type { Effect } from '../../contracts/contract.ts';
import { defineInvariant, effectConstraints, findingAt, showKeys, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameMap, sameValue } from '../reading/effect.ts';
import { isWrite, type Seen, type SeenMap } from '../reading/trace-reading.ts';

interface Calm {
  readonly state: SeenMap;
  /** Writes to other resources since then. */
  readonly since: Seen[];
}

export default defineInvariant({
  id: 'bystanders-are-untouched',
  speaks: 88,
  claim: 'A write to one resource leaves the map of every other as it was.',
  covers: ['ISO-SERVER', 'ISO-KIND', 'CONC-CROSS', 'LAW-SERVERSWAP', 'C-KEY-SPECIAL'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => writeEffects(contract).flatMap((effect) => cellsOf(effect, ['bystander'])),
  judge: ({ reading, exercise, find }) => {
    const calm = new Map<string, Calm>();
    for (const seen of reading.seen) {
      const slot = seen.ask.slot ?? seen.exchange.slot;
      if (isWrite(seen)) {
        calm.delete(slot);
        for (const [other, { since }] of calm) if (other !== slot) since.push(seen);
        continue;
      }
      const state = seen.after?.exchange === seen.exchange.id ? seen.after : null;
      if (state === null) continue;
      const before = calm.get(slot);
      calm.set(slot, { state, since: [] });
      const writer = before?.since.at(-1);
      if (before === undefined || writer === undefined) continue;
      for (const write of before.since) exercise(write.ask.effect, ['bystander']);
      if (sameMap(before.state.map, state.map)) continue;
      const moved = [...new Set([...before.state.map.keys(), ...state.map.keys()])].filter((key) => !sameValue(before.state.map.get(key), state.map.get(key)));
      find({
        ...findingAt(culprit(before.since, moved) ?? writer, {
          class: 'bystander', constraint: null, expected: `the other resource keeps its ${before.state.map.size} pairs`, actual: `${showKeys(moved)} changed on it`, exchanges: [before.state.exchange, state.exchange],
        }),
      });
    }
  },
});

/** The write that names one of the keys that moved. */
function culprit(writes: readonly Seen[], keys: readonly string[]): Seen | undefined {
  const names = (seen: Seen): readonly (string | null)[] => [...(seen.ask.sent?.keys() ?? []), seen.ask.key];
  return writes.findLast((seen) => names(seen).some((name) => name !== null && keys.includes(name))) ?? (writes.findLast((seen) => (seen.ask.effect satisfies Effect) !== 'read'));
}
