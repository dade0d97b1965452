/** JSON Schemas as fast-check arbitraries: the part of JSON Schema 2020-12 that contracts use. */
import * as fc from 'fast-check';
import type { Contract, JsonPointer, JsonSchema } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import { objectFromSchema, type Convert } from './object-from-schema.ts';
import type { JsonValue } from './plan.ts';
import { validityOf } from './schema-validity.ts';
import { stringFromSchema } from './string-from-schema.ts';
import { validArbitrary } from './valid-arbitrary.ts';

/** References that may be followed on one way down: a schema that goes deeper refers to itself. */
const MAX_DEPTH = 40;

const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
type TypeName = (typeof TYPES)[number];

/** A schema refers to itself, which the generators do not follow. */
export class RecursiveSchemaError extends Error {
  override readonly name = 'RecursiveSchemaError';
}

function numbers(schema: JsonSchema, whole: boolean): fc.Arbitrary<number> {
  const min = Number(schema['minimum'] ?? -1_000_000);
  const max = Number(schema['maximum'] ?? Math.max(1_000_000, min));
  return whole ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) : fc.double({ min, max, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
}

function arrays(schema: JsonSchema, convert: Convert): fc.Arbitrary<JsonValue> {
  const minLength = Number(schema['minItems'] ?? 0);
  return fc.array(convert((schema['items'] as JsonSchema | boolean | undefined) ?? true), { minLength, maxLength: Number(schema['maxItems'] ?? minLength + 4) });
}

function ofType(type: TypeName, schema: JsonSchema, convert: Convert): fc.Arbitrary<JsonValue> {
  switch (type) {
    case 'null': return fc.constant(null);
    case 'boolean': return fc.boolean();
    case 'integer': return numbers(schema, true);
    case 'number': return numbers(schema, false);
    case 'string': return stringFromSchema(schema);
    case 'array': return arrays(schema, convert);
    case 'object': return objectFromSchema(schema, convert);
  }
}

/** The types a schema admits: those it lists, else those its keywords speak of, else strings. */
function typesOf(schema: JsonSchema): readonly TypeName[] {
  const type = schema['type'];
  if (Array.isArray(type)) return type as readonly TypeName[];
  if (typeof type === 'string') return [type as TypeName];
  const speaksOfObjects = ['properties', 'additionalProperties', 'patternProperties', 'required', 'propertyNames', 'minProperties', 'maxProperties'].some((keyword) => schema[keyword] !== undefined);
  return speaksOfObjects ? ['object'] : schema['items'] === undefined ? ['string'] : ['array'];
}

/** A schema with what it refers to or combines laid over it: siblings win. */
function combined(root: unknown, schema: JsonSchema, depth: number): JsonSchema {
  if (depth > MAX_DEPTH) throw new RecursiveSchemaError(`The schema ${JSON.stringify(schema).slice(0, 80)} refers to itself. Contracts' schemas end after a few references; write the nesting out.`);
  const { $ref, allOf, ...own } = schema;
  const referred = typeof $ref === 'string' ? [resolvePointer(root, decodeURIComponent($ref.slice(1))) as JsonSchema] : [];
  const parts = [...referred, ...((allOf as readonly JsonSchema[] | undefined) ?? [])].map((part) => combined(root, part, depth + 1));
  return parts.length === 0 ? own : Object.assign({}, ...parts, own) as JsonSchema;
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const { anyOf, oneOf, ...own } = schema;
  const branches = [...((anyOf as readonly JsonSchema[] | undefined) ?? []), ...((oneOf as readonly JsonSchema[] | undefined) ?? [])];
  return branches.map((branch) => ({ ...own, ...branch }));
}

function converter(root: unknown, depth: number): Convert {
  return (given) => {
    if (typeof given === 'boolean') return fc.string({ maxLength: 8 });
    const schema = combined(root, given, depth);
    const convert = converter(root, depth + 1);
    if ('const' in schema) return fc.constant(schema['const'] as JsonValue);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly JsonValue[]));
    const branches = alternatives(schema);
    if (branches.length > 0) return fc.oneof(...branches.map(convert));
    return fc.oneof(...typesOf(schema).map((type) => ofType(type, schema, convert)));
  };
}

/**
 * Valid values of a schema of a contract. Every value is checked against the schema itself, so keywords that the generator does not build by
 * (`not`, `format`, a pattern beside lengths) only cost attempts. Any valid value can be shrunk, also one that was not generated here.
 * @throws RecursiveSchemaError when the schema refers to itself; UnsatisfiableSchemaError while generating, when no valid value is found.
 */
export function fromSchema(contract: Contract, pointer: JsonPointer): fc.Arbitrary<JsonValue> {
  const schema = resolvePointer(contract.openapi, pointer) as JsonSchema | boolean;
  return validArbitrary(converter(contract.openapi, 0)(schema), validityOf(contract, pointer), `${contract.id}#${pointer}`);
}
