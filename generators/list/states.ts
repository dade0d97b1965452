/** States of the resource: where writes go on, and where they are refused. */
import type { Contract } from '../../contracts/contract.ts';
import type { Entry, Step } from '../plan.ts';
import { readItem } from '../steps.ts';
import type { Draft } from './draft.ts';
import { everyEffect } from './every-effect.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** Where writes are refused every effect, which cost one read together; where they go on one effect and the next at the next state, and an item read. */
function inState(contract: Contract, id: string, turn: number | null): readonly Step[] {
  const all = everyEffect(contract, {}, `after ${id}`);
  return turn === null ? [...all, readItem('a')] : [...all.slice(turn % all.length, (turn % all.length) + 1), readItem('a')];
}

/** Every state that the contract can bring about: there, every effect and the reads, and back. */
export function states(contract: Contract): readonly Draft[] {
  const actions = contract.preconditions?.actions ?? [];
  const writable = actions.find(({ accepts }) => accepts === 'writes');
  const further: readonly Draft[] = writable === undefined ? [] : [{
    family: 'state', title: `every effect goes on after ${writable.id}`, start: START, hazardous: true, later: true, rank: 1,
    steps: [{ op: 'action', slot: 'subject', action: writable.id, undo: false }, ...everyEffect(contract, {}, 'in turn'), { op: 'action', slot: 'subject', action: writable.id, undo: true }],
  }];
  // One state of each sort tells most; the further ones are completed where requests are left.
  const later = (index: number): boolean => actions.slice(0, index).filter(({ accepts, reaches }) => accepts === actions[index]?.accepts && reaches !== null).length > (actions[index]?.accepts === 'writes' ? 2 : 0);
  const each = actions.map(({ id, accepts }, index): Draft => ({
    family: 'state', later: later(index), ...(id === 'lock' ? { rank: 5 as const } : {}), title: `${accepts === 'writes' ? 'writes go on' : 'writes are refused'} after ${id}`, start: START, hazardous: true,
    steps: [{ op: 'action', slot: 'subject', action: id, undo: false }, ...inState(contract, id, accepts === 'writes' ? index : null), { op: 'action', slot: 'subject', action: id, undo: true }],
  }));
  return [...each, ...further];
}
