/** How a map with too many items is refused. */
import type { Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** The quota's refusal under another status. */
export function quotaStatus(parts: Parts, status: number): Pick<Parts, 'checkQuota'> {
  return {
    checkQuota: async (context) => {
      try {
        await parts.checkQuota(context);
      } catch (error) {
        throw error instanceof Refusal && error.reason === 'quota' ? new Refusal(status, 'quota', error.message) : error;
      }
    },
  };
}
