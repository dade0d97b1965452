/** What a run would do, for people. */
import type { DryRun, PlannedContract } from '../specs/dry-run.ts';
import { planCost } from '../generators/plan-cost.ts';
import { planLines } from './plan-text.ts';
import { preflightLines } from './preflight-text.ts';
import { printable } from './printable.ts';

function requestLines({ lane: { contract, endpoint, resourceIds } }: PlannedContract): readonly string[] {
  const id = resourceIds.subject ?? 'ID';
  return contract.operations.map(({ effect, on, method, path }) => `  ${`${effect} ${on}`.padEnd(16)}  ${method.padEnd(6)}  ${endpoint}${path.replace(`{${contract.resource.parameter}}`, () => id)}`);
}

function contractLines(planned: PlannedContract): readonly string[] {
  const { lane, plans } = planned;
  const titles = plans.flatMap((plan, index) => [
    `${String(index + 1).padStart(3)}. ${plan.title}  (${plan.family}, ${planCost(plan)} requests${plan.hazardous ? ', hazardous' : ''})`, ...planLines(plan).map((line) => `       ${line}`),
  ]);
  return [lane.contract.id, ...requestLines(planned), '', ...titles, ''].map(printable);
}

/** The table of the pre-flight, then contract by contract its requests and plans. */
export function dryRunLines({ preflight, planned }: DryRun): readonly string[] {
  const rest = preflight.readOnly ? [] : ['Random plans and races follow until the budget is spent; a seed fixes them. What is found is tried again and made small.'];
  return [...preflightLines(preflight), '', ...planned.flatMap(contractLines), ...rest, 'This was a dry run: nothing was written.'];
}
