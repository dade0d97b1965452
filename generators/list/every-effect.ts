/** Every effect of a contract once, for what surrounds them all: callers, states, versions. */
import type { Contract } from '../../contracts/contract.ts';
import type { Step } from '../plan.ts';
import { readItem, readMap, readResource, remove, send, sendingEffects, type Manner, type SendingEffect } from '../steps.ts';

/** Every effect once, each with a value of its own, so that whatever surrounds them meets them all; replace comes last, when there is nothing left to remove. */
export function everyEffect(contract: Contract, manner: Manner, value: string): readonly Step[] {
  const effects = sendingEffects(contract);
  const sent = (effect: SendingEffect): readonly Step[] => (effects.includes(effect) ? [send(effect, 'a', `${effect} ${value}`, manner)] : []);
  return [...sent('merge'), ...sent('upsert'), remove('b', manner), ...sent('replace')];
}

/** One read of the map, or of the resource where that is how it is read, and one of the item. */
export function everyRead(contract: Contract, manner: Manner): readonly Step[] {
  const map = contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map');
  return [map ? readMap(manner) : readResource(manner), readItem('a', manner)];
}
