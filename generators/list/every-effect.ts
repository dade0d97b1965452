/** Every effect of a contract once, for what surrounds them all: callers, states, versions. */
import type { Contract } from '../../contracts/contract.ts';
import type { Step } from '../plan.ts';
import { readItem, readMap, readResource, remove, send, sendingEffects, type Manner } from '../steps.ts';

/** Every effect once, so that whatever surrounds them meets them all; the map holds `a` throughout. */
export function everyEffect(contract: Contract, manner: Manner, value: string): readonly Step[] {
  return [...sendingEffects(contract).map((effect) => send(effect, 'a', value, manner)), remove('b', manner)];
}

/** One read of the map, or of the resource where that is how it is read, and one of the item. */
export function everyRead(contract: Contract, manner: Manner): readonly Step[] {
  const map = contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map');
  return [map ? readMap(manner) : readResource(manner), readItem('a', manner)];
}
