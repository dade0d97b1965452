/** Arbitraries of maps, as entries. */
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { packSize } from './limits.ts';
import { keyPools } from './keys.ts';
import type { PlanContext } from './plan-context.ts';
import type { Entry } from './plan.ts';
import { validValues } from './values.ts';

/** Pairs of a small map, at most. */
const SMALL = 12;

/** Pairs of a large map: enough to pass any batch or page that a server may think in. */
const LARGE = { min: 60, max: 100 } as const;

function withValues(contract: Contract, keys: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly Entry[]> {
  return keys.chain((list) => fc.tuple(...list.map((key) => validValues(contract).map((value): Entry => [key, value]))));
}

/** Maps whose keys are drawn from a pool: none, one, some or all of it. */
export function entriesFrom(contract: Contract, pool: readonly string[]): fc.Arbitrary<readonly Entry[]> {
  const one = fc.constantFrom(...pool).map((key) => [key]);
  return withValues(contract, fc.oneof({ weight: 3, arbitrary: one }, { weight: 4, arbitrary: fc.subarray([...pool]) }, { weight: 1, arbitrary: fc.constant<string[]>([]) }));
}

/** Maps of up to 12 pairs over all classes. */
export function smallMaps(contract: Contract, context: PlanContext): fc.Arbitrary<readonly Entry[]> {
  return withValues(contract, keyPools(contract, 0, Math.min(SMALL, packSize(contract, context))));
}

/** Maps of 60 to 100 pairs, or of what the item limit leaves room for. */
export function largeMaps(contract: Contract, context: PlanContext): fc.Arbitrary<readonly Entry[]> {
  const room = packSize(contract, context);
  const count = fc.integer({ min: Math.min(LARGE.min, room), max: Math.min(LARGE.max, room) });
  return fc.tuple(count, validValues(contract), smallMaps(contract, context)).map(([size, value, some]) => {
    const filler = Array.from({ length: Math.max(size - some.length, 0) }, (_, index): Entry => [`bulk-${index}`, index % 7 === 0 ? value : `${index}`]);
    return [...some, ...filler];
  });
}
