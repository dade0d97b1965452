/** Keys that only a replacement can remove, on a target whose replacement does not: written once, they could not be taken back. */
import type { Contract } from '../contracts/contract.ts';
import { isAddressable } from '../generators/limits.ts';
import type { Plan, Step } from '../generators/plan.ts';
import type { Trace } from '../targets/trace.ts';

function keysOf(step: Step): readonly string[] {
  if (step.op === 'concurrent') return step.branches.flat().flatMap(keysOf);
  return 'entries' in step ? step.entries.map(([key]) => key) : [];
}

/** Whether a plan writes a key that cannot stand in a URL, where no null removes it either. */
export function needsReplaceToUndo({ start, steps }: Plan, contract: Contract): boolean {
  if (contract.operations.some(({ effect, nullMeans }) => effect === 'merge' && nullMeans === 'removes')) return false;
  const keys = [...Object.values(start).flatMap((entries) => entries.map(([key]) => key)), ...steps.flatMap(keysOf)];
  return keys.some((key) => !isAddressable(contract, key));
}

/** Whether keys had to be removed one by one on the way to a start state, behind a replacement that was accepted: it left them there. A refused one says nothing. */
export function showsReplaceLeavesKeys({ exchanges }: Trace, contract: Contract): boolean {
  const replace = contract.operations.find(({ effect, on }) => effect === 'replace' && on === 'map');
  if (replace === undefined) return false;
  const climb = exchanges.filter(({ role, request }) => role === 'start' && request.method !== 'GET');
  return climb.some(({ request, slot }, index) => {
    const before = climb.slice(0, index).findLast((each) => each.slot === slot && each.request.method === replace.method.toUpperCase());
    return request.method === 'DELETE' && before?.response != null && before.response.status < 300;
  });
}
