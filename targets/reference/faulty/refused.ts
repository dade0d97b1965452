/** What was refused, and why. */
import type { Rejection } from '../../../contracts/contract.ts';
import { Refusal } from '../refusal.ts';

/**
 * Do something when work is refused for one of these reasons; all reasons when there are none. The refusal goes on.
 * @throws Refusal that of the work.
 */
export async function whenRefused<T>(work: () => Promise<T> | T, then: () => Promise<void>, reasons: readonly Rejection[] = []): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && (reasons.length === 0 || reasons.includes(error.reason))) await then();
    throw error;
  }
}
