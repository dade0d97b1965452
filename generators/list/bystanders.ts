/** Two resources: writing one must not show on the other. */
import type { Contract } from '../../contracts/contract.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { isPossible, merge, readMap, readResource, removal, replace, upsert } from '../steps.ts';
import type { Draft } from './draft.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** The same keys on two resources: writing one must not show on the other. */
export function bystanders(contract: Contract, context: PlanContext): readonly Draft[] {
  if (!context.slots.includes('bystander')) return [];
  const look = [readMap({ slot: 'bystander' }), readResource({ slot: 'bystander' })].slice(contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map') ? 0 : 1);
  const seen = look[0] as Step;
  const writes = [merge([['a', 'x'], ['c', '3']]), upsert('b', 'x'), removal(contract, 'b'), merge([['__proto__', 'x'], ['constructor', 'y']]), replace([['a', 'y']]), replace([])];
  const both: Draft = {
    family: 'bystander', title: 'a write on one resource leaves the other alone', start: START, bystander: START, // The same request to both in the end: what remembers requests must tell them apart by more than their bodies.
    steps: [...writes.filter((step) => isPossible(contract, context, step)), seen, merge([['same', 'body']]), merge([['same', 'body']], { slot: 'bystander' }), seen],
  };
  const back: Draft = {
    family: 'bystander', title: 'writes on both resources stay apart', later: true, start: [], bystander: [['a', 'other']],
    steps: [merge([['a', 'mine']]), merge([['b', 'theirs']], { slot: 'bystander' }), upsert('b', 'mine'), replace([['c', 'theirs']], { slot: 'bystander' }), readMap()],
  };
  return [both, back];
}
