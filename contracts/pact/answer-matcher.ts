/** What an answer must look like, from the JSON Schema of the contract: as much of it as Pact can say. */
import type { Contract, JsonPointer, JsonSchema, Operation } from '../contract.ts';
import { escapeToken, resolvePointer } from '../json-pointer.ts';
import { asObject } from '../plain-object.ts';
import { followRefs } from '../references.ts';
import type { Json, Pairs, PactValue } from './interaction.ts';

/** Where in the answer we are, and what the map there must be. */
interface Place {
  readonly contract: Contract;
  readonly at: JsonPointer;
  readonly map: JsonPointer;
  readonly pairs: Pairs;
}

/** The first text that a pattern of ours fits, where the document prints none. */
const EXAMPLE_TEXTS: readonly string[] = ['text', '2013-08-18T12:17:55', '1'];

function text(schema: JsonSchema, example: unknown): PactValue | null {
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return { kind: 'type', example: typeof example === 'string' ? example : 'text' };
  const fits = [example, ...EXAMPLE_TEXTS].find((each) => typeof each === 'string' && new RegExp(pattern, 'u').test(each));
  return typeof fits === 'string' ? { kind: 'regex', regex: pattern, example: fits } : null;
}

/** Members that must be there and of which Pact can say something; one that may be null is none, for Pact knows no "or". */
function members(schema: JsonSchema, pointer: JsonPointer, example: unknown, place: Place): PactValue {
  const required = (schema['required'] ?? []) as readonly string[];
  const found = required.flatMap((name): [string, PactValue][] => {
    const member = valueMatcher(`${pointer}/properties/${escapeToken(name)}`, asObject(example)[name], { ...place, at: `${place.at}/${escapeToken(name)}` });
    return member === null ? [] : [[name, member]];
  });
  return { kind: 'object', members: Object.fromEntries(found) };
}

function valueMatcher(given: JsonPointer, example: unknown, place: Place): PactValue | null {
  if (place.at === place.map) return { kind: 'exactly', value: place.pairs };
  const pointer = followRefs(place.contract.openapi, given);
  const schema: JsonSchema = asObject(resolvePointer(place.contract.openapi, pointer));
  switch (schema['type']) {
    case 'object': return members(schema, pointer, example, place);
    case 'string': return text(schema, example);
    case 'integer': return { kind: 'integer', example: typeof example === 'number' ? example : 1 };
    case 'boolean': return { kind: 'type', example: typeof example === 'boolean' ? example : false };
    case 'array': return { kind: 'type', example: [] };
    default: return null;
  }
}

/** The example that a contract gives for an operation's answer; undefined where it gives none. */
export function answerExample(contract: Contract, operation: Operation): unknown {
  return resolvePointer(contract.openapi, `${operation.success.constraint}/content/application~1json/example`);
}

/** What the answer of an operation must be when its map holds these pairs; null where there is no body. */
export function answerMatcher(contract: Contract, operation: Operation, pairs: Pairs): PactValue | null {
  const { responseSchema, responseMap } = operation;
  if (responseSchema === null || responseMap === null) return null;
  return valueMatcher(responseSchema, answerExample(contract, operation), { contract, at: '', map: responseMap, pairs });
}

/** A JSON value with a value put at a pointer that leads through objects. */
export function wrapAt(pointer: JsonPointer, value: Json): Json {
  return pointer.split('/').slice(1).reduceRight<Json>((inner, token) => ({ [token]: inner }), value);
}
