/** Who may do what: every effect as every caller. */
import type { Contract } from '../../contracts/contract.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Caller, Entry, Step } from '../plan.ts';
import type { Manner } from '../steps.ts';
import type { Draft } from './draft.ts';
import { everyEffect, everyRead } from './every-effect.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

const STRANGERS: readonly Caller[] = ['nobody', 'bad-token', 'stranger'];

function callersOf(contract: Contract): readonly Caller[] {
  return contract.service.admin ? [...STRANGERS, 'member', 'reader'] : [...STRANGERS, 'reader', 'admin'];
}

/** Every effect as every caller that was supplied, and under another project's id. */
export function accesses(contract: Contract, context: PlanContext): readonly Draft[] {
  const as = (caller: Caller): readonly Step[] => [...everyEffect(contract, { caller }, `by ${caller}`), ...everyRead(contract, { caller })];
  const plain = callersOf(contract).map((caller): Draft => ({ family: 'access', title: `as ${caller}`, start: START, steps: as(caller), later: caller === 'admin' }));
  const route = context.routes.find(({ project }) => project);
  if (route === undefined) return plain;
  const manner: Manner = { route, twists: [{ kind: 'project-id', id: 'f'.repeat(32) }] };
  const [effects, reads] = [everyEffect(contract, manner, 'elsewhere'), everyRead(contract, manner)];
  return [
    ...plain, { family: 'access', title: "another project's id in the URL", start: START, steps: [...effects.slice(0, 2), ...reads.slice(0, 1)] },
    { family: 'access', title: "another project's id in the URL, the other effects", start: START, steps: [...effects.slice(2), ...reads.slice(1)], later: true },
  ];
}
