/** States of the resource: where writes go on, and where they are refused. */
import type { Contract } from '../../contracts/contract.ts';
import type { Entry } from '../plan.ts';
import type { Draft } from './draft.ts';
import { everyEffect, everyRead } from './every-effect.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** Every state that the contract can bring about: there, every effect and the reads, and back. */
export function states(contract: Contract): readonly Draft[] {
  const actions = contract.preconditions?.actions ?? [];
  return actions.map(({ id, accepts }): Draft => ({
    family: 'state', title: `${accepts === 'writes' ? 'writes go on' : 'writes are refused'} after ${id}`, start: START, hazardous: true,
    steps: [{ op: 'action', slot: 'subject', action: id, undo: false }, ...everyEffect(contract, {}, `after ${id}`), ...everyRead(contract, {}), { op: 'action', slot: 'subject', action: id, undo: true }],
  }));
}
