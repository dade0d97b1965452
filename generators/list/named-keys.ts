/** Keys that a contract names: their values have rules of their own. */
import type { Contract, JsonSchema } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { nullRemoves } from '../limits.ts';
import type { Entry } from '../plan.ts';
import { merge, readResource, send, sendingEffects } from '../steps.ts';
import type { Draft } from './draft.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** Names the contract gives a meaning of their own: what they must refuse, and what setting them does to the other keys. One that is set may stay, and is then part of what every later plan finds. */
export function namedKeys(contract: Contract): readonly Draft[] {
  const names = Object.keys((resolvePointer(contract.openapi, contract.mapSchema) as JsonSchema)['properties'] ?? {});
  return names.flatMap((name): Draft[] => {
    const refused = sendingEffects(contract).flatMap((effect) => [send(effect, name, ''), ...(nullRemoves(contract) ? [merge([[name, null]]), merge([['a', null], [name, null]]), merge([['a', 'x'], [name, '']])] : [])]);
    const set = sendingEffects(contract).flatMap((effect) => [send(effect, name, 'first'), send(effect, name, 'second')]);
    return [
      { family: 'near-miss', title: `${name} empty`, start: START, steps: refused, hazardous: true },
      { family: 'history', title: `${name} set and changed beside other keys`, start: START, steps: [...set, merge([['a', '10'], [name, 'third']]), merge([['b', 'kept']]), readResource()], hazardous: true },
    ];
  });
}
