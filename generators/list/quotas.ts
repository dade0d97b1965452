/** The item limit, and what goes on at it. */
import type { Contract } from '../../contracts/contract.ts';
import { itemLimit, MOST_FILLED } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { merge, readResource, removal, replace, upsert } from '../steps.ts';
import type { Draft } from './draft.ts';
import { packedMaps } from './packed-maps.ts';

function numbered(count: number, prefix: string): readonly Entry[] {
  return Array.from({ length: count }, (_, index): Entry => [`${prefix}${index}`, `${index}`]);
}

/** One more item by merge into a map that lacks just one, where no packed map has filled a map to the limit. */
function filledUp(contract: Contract, context: PlanContext, limit: number): readonly Step[] {
  const isFilled = packedMaps(contract, context).some(({ entries }) => entries.length === limit);
  return isFilled ? [] : [removal(contract, 'r1'), merge([['last', 'v']])];
}

/** At the item limit: one more is refused, what does not add goes on. Without a limit, more than other resources take. */
export function quotas(contract: Contract, context: PlanContext): readonly Draft[] {
  const limit = itemLimit(contract, context);
  if (limit === null) return [{ family: 'boundary', title: 'no item limit', start: [], steps: [merge(numbered(130, 'q')), merge([['one-more', 'v']])] }];
  if (limit > MOST_FILLED || limit < 1) return [];
  const atLimit: Draft = {
    family: 'boundary', title: `at the limit of ${limit} items`, readsEach: true, start: numbered(limit, 'q'),
    steps: [
      merge([['one-more', 'v']]), upsert('one-more', 'v'), merge([['q0', 'changed'], ['one-more', 'v']]), replace(numbered(limit + 1, 'r')), merge([['q0', 'merged']]), upsert(`q${Math.min(1, limit - 1)}`, 'upserted'),
      replace(numbered(limit, 'r')), removal(contract, 'r0'), merge([['s', 'v'], ['t', 'v']]), upsert('r-new', 'v'), ...filledUp(contract, context, limit), readResource(),
    ],
  };
  return [atLimit];
}
