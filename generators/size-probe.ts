/** How large a map may be where the target does not say: a plan that tries a few sizes, so that packed maps are made to fit. */
import type { Contract } from '../contracts/contract.ts';
import type { PlanContext } from './plan-context.ts';
import type { Entry, Plan, Step } from './plan.ts';
import { merge, replace } from './steps.ts';
import { operationOf } from './limits.ts';

/** Limits in use that are known of: 40 at one provider, 128 at most; 32 is below all of them. */
const SIZES = [32, 40, 64, 128];

function numbered(size: number): readonly Entry[] {
  return Array.from({ length: size }, (_, index): Entry => [`probe-${index}`, `${size}`]);
}

/** The plan, or null where the limit is announced, there is none, or nothing can send a whole map. */
export function sizeProbe(contract: Contract, context: PlanContext): Plan | null {
  if (context.maxItems !== null || contract.quota.maxItems === null) return null;
  const send = operationOf(contract, 'replace') !== undefined ? replace : operationOf(contract, 'merge') !== undefined ? merge : null;
  if (send === null) return null;
  const steps = SIZES.filter((size) => size <= (contract.quota.maxItems ?? 0)).map((size): Step => send(numbered(size)));
  return { contract: contract.id, family: 'boundary', index: 0, listed: true, title: 'how many items a map may have', start: { subject: [] }, steps, hazardous: false };
}
