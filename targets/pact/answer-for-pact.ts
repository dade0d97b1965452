/** An answer as a pact is to see it: without what no state and no request of it has brought there. */
import type { Contract } from '../../contracts/contract.ts';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import { isObject } from '../../contracts/plain-object.ts';
import { FOREIGN_MARK } from '../mask-foreign.ts';
import { mapPointers } from '../operations.ts';

function withoutForeign(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutForeign);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (name.startsWith(FOREIGN_MARK) ? [] : [[name, withoutForeign(member)]])));
}

function withoutKeys(value: unknown, [token, ...rest]: readonly string[], keys: readonly string[]): unknown {
  if (!isObject(value)) return value;
  if (token === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => !keys.includes(name)));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === token ? withoutKeys(member, rest, keys) : member]));
}

/**
 * The body of an answer without foreign keys, which are the provider's, and without keys that the API cannot remove and that are left over from before. The very same
 * text where there are none.
 * @param text as recorded: foreign keys are masked in it.
 * @param named the keys that the state and the request of this interaction name.
 */
export function answerForPact(text: string, contract: Contract, named: readonly string[]): string {
  const left = contract.hazards.permanent.filter((key) => !named.includes(key));
  const isForeign = text.includes(JSON.stringify(FOREIGN_MARK).slice(1, -1));
  if (!isForeign && !left.some((key) => text.includes(JSON.stringify(key)))) return text;
  try {
    const own = withoutForeign(JSON.parse(text));
    return JSON.stringify(mapPointers(contract).reduce((body: unknown, pointer) => withoutKeys(body, pointerTokens(pointer), left), own));
  } catch {
    return text;
  }
}
