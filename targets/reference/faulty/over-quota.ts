/** Quota checks that count otherwise than the contract says. */
import { kindOf } from '../kinds/kinds.ts';
import { statusFor } from '../parts/validate.ts';
import type { Applied, Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** A check that takes `count` for the number of items; none where there is no limit. */
export function countingItems(count: (context: Applied) => number): Pick<Parts, 'checkQuota'> {
  return {
    checkQuota: (context) => {
      const { cloud, contract, operation } = context;
      const limit = cloud.quotaOf(contract);
      if (limit === null || operation.effect === 'remove' || count(context) <= limit) return;
      throw new Refusal(statusFor(contract, 'quota', 403), 'quota', kindOf(contract).overQuota(limit));
    },
  };
}
