import type { Contract } from '../../contracts/contract.ts';
import { violationsAt } from '../../contracts/violations.ts';
import { defineInvariant, findingAt, show, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { keyClass } from '../../generators/classes.ts';
import { isRemovable } from '../../generators/limits.ts';
import type { Seen } from '../reading/trace-reading.ts';

/** A class of keys outside the contract's alphabet that could be taken away again if they were stored. */
function oddKeyClass(contract: Contract): string {
  return violationsAt(contract, contract.keySchema, 'a/b').length > 0 && isRemovable(contract, 'a/b') ? 'key:slash' : 'key:punctuation';
}

export default defineInvariant({
  id: 'key-validity-ignores-siblings',
  speaks: 63,
  claim: 'Whether a key is accepted does not depend on the other keys of the request.',
  covers: ['C-KEY-SIBLING'],
  restsOn: (contract) => [`${contract.keySchema}/pattern`].filter((pointer) => contract.constraints.has(pointer)),
  needs: (contract) => writeEffects(contract).filter((effect) => effect === 'merge').flatMap((effect) => cellsOf(effect, [oddKeyClass(contract)])),
  judge: ({ contract, reading, exercise, find }) => {
    const alone = new Map<string, Seen>();
    for (const seen of reading.writes) {
      const { sent, operation, effect } = seen.ask;
      if (sent === null || operation?.on !== 'map' || seen.concurrent || (seen.outcome !== 'accepted' && seen.outcome !== 'refused')) continue;
      // Only what is wrong with keys may differ between the two requests.
      const odd = [...sent.keys()].filter((key) => violationsAt(contract, contract.keySchema, key).length > 0);
      const key = odd[0];
      if (key === undefined || odd.length > 1 || seen.flaws.some((flaw) => !flaw.constraint?.startsWith(`${contract.keySchema}/`))) continue;
      const at = JSON.stringify([effect, seen.exchange.route, key]);
      const other = alone.get(at);
      if (other === undefined) { alone.set(at, seen); continue; }
      if ((other.ask.sent?.size ?? 0) === sent.size) continue;
      exercise(effect, [`key:${keyClass(key, contract)}`]);
      if (other.outcome === seen.outcome) continue;
      find(findingAt(seen, {
        class: `key:${keyClass(key, contract)}`,
        constraint: null,
        expected: `${show(key)} is ${other.outcome} beside ${sent.size - 1} other keys as it was beside ${(other.ask.sent?.size ?? 1) - 1}`,
        actual: `it was ${seen.outcome}`,
        exchanges: [other.exchange.id],
      }));
    }
  },
});
