/** States of the resource: where writes go on, and where they are refused. */
import type { Contract } from '../../contracts/contract.ts';
import type { Entry, Step } from '../plan.ts';
import { readItem } from '../steps.ts';
import type { Draft } from './draft.ts';
import { everyEffect } from './every-effect.ts';
import { readAtTheEnd } from './shared-reads.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** Every effect, which where they are accepted one read speaks for as well, and an item read. */
function inState(contract: Contract, id: string): readonly Step[] {
  return [...readAtTheEnd(everyEffect(contract, {}, `after ${id}`)), readItem('a')];
}

/** Every state that the contract can bring about: there, every effect and the reads, and back. */
export function states(contract: Contract): readonly Draft[] {
  const actions = contract.preconditions?.actions ?? [];
  // One state of each sort tells most; the further ones are completed where requests are left.
  const later = (index: number): boolean => actions.slice(0, index).filter(({ accepts, reaches }) => accepts === actions[index]?.accepts && reaches !== null).length > (actions[index]?.accepts === 'writes' ? 2 : 0);
  const each = actions.map(({ id, accepts }, index): Draft => ({
    family: 'state', later: later(index), title: `${accepts === 'writes' ? 'writes go on' : 'writes are refused'} after ${id}`, start: START, hazardous: true,
    steps: [{ op: 'action', slot: 'subject', action: id, undo: false }, ...inState(contract, id), { op: 'action', slot: 'subject', action: id, undo: true }],
  }));
  return each;
}
