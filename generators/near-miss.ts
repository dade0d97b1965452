/** Near misses: requests that break exactly one constraint of a contract's schemas, labelled with it. */
import type { Contract, JsonPointer, JsonSchema, Operation } from '../contracts/contract.ts';
import { pointerTokens, resolvePointer } from '../contracts/json-pointer.ts';
import { keyClass, valueClass } from './classes.ts';
import { keyOfLength, lonelyKeys, reservedKeys } from './key-samples.ts';
import { isLegalKey, isLegalValue, longestKey, longestValue } from './limits.ts';
import type { Entry, JsonValue } from './plan.ts';

/** Entries that break one constraint, alone or beside valid ones. */
export interface NearMiss {
  /** Pointer of the broken constraint in the contract file. */
  readonly constraint: JsonPointer;
  /** Class of the offending key or value, or `map:...` where the map as a whole offends. */
  readonly class: string;
  readonly entries: readonly Entry[];
}

const PLAIN: Entry = ['fine', 'valid'];
const WRONG_TYPES: readonly JsonValue[] = [null, true, 5, ['v'], { v: 'v' }];

function schemaAt(contract: Contract, pointer: JsonPointer): JsonSchema {
  return resolvePointer(contract.openapi, pointer) as JsonSchema;
}

function keyMiss(contract: Contract, keyword: string, key: string): NearMiss {
  return { constraint: `${contract.keySchema}/${keyword}`, class: keyClass(key, contract), entries: [[key, 'v']] };
}

/** Keys that break the length limits, one for each. */
export function keyLengthMisses(contract: Contract): readonly NearMiss[] {
  const schema = schemaAt(contract, contract.keySchema);
  const misses: NearMiss[] = [];
  if (Number(schema['minLength'] ?? 0) > 0) misses.push(keyMiss(contract, 'minLength', ''));
  if (schema['maxLength'] !== undefined) misses.push(keyMiss(contract, 'maxLength', keyOfLength(longestKey(contract) + 1)));
  return misses;
}

/** Keys outside the alphabet, one of every class and some more; hazardous ones left out. */
export function keyPatternMisses(contract: Contract): readonly NearMiss[] {
  if (schemaAt(contract, contract.keySchema)['pattern'] === undefined) return [];
  return lonelyKeys(contract).filter((key) => !isLegalKey(contract, key)).map((key) => keyMiss(contract, 'pattern', key));
}

/** Keys that the contract excludes by name and that do no harm. */
export function reservedKeyMisses(contract: Contract): readonly NearMiss[] {
  return reservedKeys(contract).map((key) => keyMiss(contract, 'not', key));
}

function valueMiss(contract: Contract, keyword: string, value: JsonValue): NearMiss {
  return { constraint: `${contract.valueSchema}/${keyword}`, class: valueClass(value, contract), entries: [['k', value]] };
}

/** A value of every type that the contract does not take. */
export function valueTypeMisses(contract: Contract): readonly NearMiss[] {
  return WRONG_TYPES.filter((value) => !isLegalValue(contract, value)).map((value) => valueMiss(contract, 'type', value));
}

/** Values one code point too long: ASCII, and non-ASCII, which a limit in bytes or other units would judge differently; and the empty one where it is too short. */
export function valueLengthMisses(contract: Contract): readonly NearMiss[] {
  const schema = schemaAt(contract, contract.valueSchema);
  const tooLong = longestValue(contract) + 1;
  return [
    ...(schema['maxLength'] === undefined ? [] : ['x', '\u00e9'].map((character) => valueMiss(contract, 'maxLength', character.repeat(tooLong)))),
    ...(Number(schema['minLength'] ?? 0) > 0 ? [valueMiss(contract, 'minLength', '')] : []),
  ];
}

/** Near misses put beside a valid pair, first and last in turn. */
export function partlyInvalid(misses: readonly NearMiss[]): readonly NearMiss[] {
  return misses.map(({ constraint, entries }, index) => ({
    constraint, class: 'map:partly-invalid', entries: index % 2 === 0 ? [...entries, PLAIN] : [PLAIN, ...entries],
  }));
}

/** The near misses of the pairs themselves that a server must refuse, whatever the effect. */
export function pairMisses(contract: Contract): readonly NearMiss[] {
  return [...keyLengthMisses(contract), ...valueLengthMisses(contract), ...valueTypeMisses(contract)];
}

function countLimits(contract: Contract, operation: Operation): { readonly pointer: JsonPointer; readonly schema: JsonSchema } | null {
  if (operation.requestSchema === null || operation.requestMap === null) return null;
  const place = placeOf(contract, operation.requestSchema, pointerTokens(operation.requestMap));
  return place === null ? null : { pointer: place, schema: schemaAt(contract, place) };
}

/** Where in the request schema the map is described, following references on the way. */
function placeOf(contract: Contract, from: JsonPointer, tokens: readonly string[]): JsonPointer | null {
  const schema = schemaAt(contract, from) as JsonSchema | undefined;
  const reference = schema?.['$ref'];
  if (typeof reference === 'string') return placeOf(contract, reference.slice(1), tokens);
  const [first, ...rest] = tokens;
  if (first === undefined) return from;
  const property = `${from}/properties/${first}`;
  return resolvePointer(contract.openapi, property) === undefined ? null : nextPlace(contract, property, rest);
}

/** A last step that is a reference with limits beside it keeps the limits' own place. */
function nextPlace(contract: Contract, property: JsonPointer, rest: readonly string[]): JsonPointer | null {
  const hasLimits = schemaAt(contract, property)['maxProperties'] !== undefined;
  return rest.length === 0 && hasLimits ? property : placeOf(contract, property, rest);
}

/** Maps with too few or too many pairs for an operation that limits their number, as an upsert does. The key of the last pair is `k`. */
export function countMisses(contract: Contract, operation: Operation): readonly NearMiss[] {
  const limits = countLimits(contract, operation);
  if (limits === null) return [];
  const { pointer, schema } = limits;
  const misses: NearMiss[] = [];
  if (Number(schema['minProperties'] ?? 0) > 0) misses.push({ constraint: `${pointer}/minProperties`, class: 'map:no-pair', entries: [] });
  if (schema['maxProperties'] === 1) misses.push({ constraint: `${pointer}/maxProperties`, class: 'map:two-pairs', entries: [['other', 'v'], ['k', 'v']] });
  return misses;
}
