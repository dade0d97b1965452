/** Invariants of one shape: an effect leaves the keys that it does not name as they were. */
import type { Contract, Effect } from '../contracts/contract.ts';
import { defineInvariant, effectConstraints, findingAt, offers, provenBy, showKeys } from './invariant-kit.ts';
import type { Invariant } from './judgement.ts';
import { cellsOf } from './needed-classes.ts';
import { sameValue } from './reading/effect.ts';
import { classesOfSeen, requestShape } from './reading/seen-classes.ts';
import { mustRefuse, type Seen } from './reading/trace-reading.ts';

export interface KeepsOtherKeys {
  readonly id: string;
  readonly effect: Exclude<Effect, 'read' | 'replace'>;
  readonly claim: string;
  readonly speaks: number;
  readonly covers: readonly string[];
  /** Cell classes that must have been exercised. */
  readonly classes: (contract: Contract) => readonly string[];
}

function namedBy(seen: Seen): ReadonlySet<string> {
  return new Set([...(seen.ask.sent?.keys() ?? []), ...(seen.ask.key === null ? [] : [seen.ask.key])]);
}

/** Keys that the request does not name and that are gone or changed after it; null where there was no such key, or nobody looked. */
function disturbed(seen: Seen): { readonly lost: readonly string[]; readonly changed: readonly string[] } | null {
  if (seen.before === null || seen.after === null) return null;
  const named = namedBy(seen);
  const others = [...seen.before.map].filter(([key]) => !named.has(key));
  if (others.length === 0) return null;
  const after = seen.after.map;
  return {
    lost: others.filter(([key]) => !after.has(key)).map(([key]) => key),
    changed: others.filter(([key, value]) => after.has(key) && !sameValue(after.get(key), value)).map(([key]) => key),
  };
}

/** Make an invariant that an effect keeps the other keys. */
export function keepsOtherKeys(definition: KeepsOtherKeys): Invariant {
  const { effect } = definition;
  return defineInvariant({
    id: definition.id,
    claim: definition.claim,
    speaks: definition.speaks,
    covers: definition.covers,
    restsOn: (contract) => effectConstraints(contract, [effect]),
    needs: (contract) => (offers(contract, effect) ? cellsOf(effect, definition.classes(contract)) : []),
    judge: ({ trace, contract, reading, exercise, find }) => {
      for (const seen of reading.writes) {
        if (seen.ask.effect !== effect || seen.ask.operation === null || seen.concurrent || seen.outcome !== 'accepted' || mustRefuse(seen)) continue;
        const moved = disturbed(seen);
        if (moved === null || seen.before === null) continue;
        exercise(effect, classesOfSeen(seen, trace, contract));
        const keys = [...moved.lost, ...moved.changed];
        if (keys.length === 0) continue;
        find(findingAt(seen, {
          class: requestShape(seen, trace, contract),
          constraint: seen.ask.operation.effectConstraint,
          expected: `keys that the request does not name stay as they were (${seen.before.map.size} before)`,
          actual: `${showKeys(keys)} ${moved.lost.length > 0 ? 'lost' : 'changed'}`,
          exchanges: [...provenBy(seen.before, keys), ...(seen.after === null ? [] : [seen.after.exchange])],
        }));
      }
    },
  });
}
