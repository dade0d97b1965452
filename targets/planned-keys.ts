/** The keys that a plan's requests will name, known before the first of them is sent. */
import type { Plan, Step } from '../generators/plan.ts';
import { buildRequest } from './build-request.ts';
import { textOf } from './json-map.ts';
import type { LaneSetup } from './lane-setup.ts';
import { routeFor } from './lane-setup.ts';
import { keysOfBody } from './named-keys.ts';
import { operationOf } from './operations.ts';

function keysOfStep(step: Step, setup: LaneSetup): readonly string[] {
  if (step.op === 'concurrent') return step.branches.flat().flatMap((each) => keysOfStep(each, setup));
  if (step.op === 'action') return [];
  const [operation, resource] = [operationOf(setup.contract, step), setup.resources[step.slot]];
  if (operation === null || resource === undefined) return [];
  const { body } = buildRequest(setup.contract, operation, step, resource.id, routeFor(setup, step.route));
  return [...('urlKey' in step ? [step.urlKey] : []), ...(body === null ? [] : keysOfBody(textOf(body) ?? ''))];
}

/** The keys of a plan's start states and of all its requests, each once. */
export function plannedKeys(plan: Plan, setup: LaneSetup): readonly string[] {
  const start = Object.values(plan.start).flatMap((entries) => entries.map(([key]) => key));
  return [...new Set([...start, ...plan.steps.flatMap((step) => keysOfStep(step, setup))])];
}
