/** Objects of a JSON Schema: named members, and further ones by name schema, name pattern and the schema of the rest. */
import * as fc from 'fast-check';
import type { JsonSchema } from '../contracts/contract.ts';
import type { JsonValue } from './plan.ts';
import { stringFromSchema } from './string-from-schema.ts';

/** Turns a schema into an arbitrary; recursion is the caller's. */
export type Convert = (schema: JsonSchema | boolean) => fc.Arbitrary<JsonValue>;

/** Members beyond the named ones, at most, where a schema sets no limit. */
const DEFAULT_FURTHER = 6;

type Member = readonly [name: string, value: JsonValue];

function schemaMap(schema: JsonSchema, keyword: string): Readonly<Record<string, JsonSchema | boolean>> {
  return (schema[keyword] as Readonly<Record<string, JsonSchema | boolean>> | undefined) ?? {};
}

function namedMembers(schema: JsonSchema, convert: Convert): fc.Arbitrary<readonly Member[]> {
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const members = Object.entries(schemaMap(schema, 'properties')).map(([name, inner]) => {
    const member = convert(inner).map((value): readonly Member[] => [[name, value]]);
    return required.has(name) ? member : fc.oneof(fc.constant<readonly Member[]>([]), member);
  });
  const undescribed = [...required].filter((name) => !Object.hasOwn(schemaMap(schema, 'properties'), name));
  const others = undescribed.map((name) => convert(restSchema(schema)).map((value): readonly Member[] => [[name, value]]));
  return fc.tuple(...members, ...others).map((lists) => lists.flat());
}

function restSchema(schema: JsonSchema): JsonSchema | boolean {
  return (schema['additionalProperties'] as JsonSchema | boolean | undefined) ?? true;
}

/** One member that the schema does not name: by a name pattern, or by the schema of the rest. Null: it allows none. */
function furtherMember(schema: JsonSchema, convert: Convert): fc.Arbitrary<Member> | null {
  const names = schema['propertyNames'] as JsonSchema | boolean | undefined;
  const byPattern = Object.entries(schemaMap(schema, 'patternProperties')).map(([pattern, inner]) =>
    fc.tuple(typeof names === 'object' ? convert(names) as fc.Arbitrary<string> : stringFromSchema({ pattern, maxLength: 255 }), convert(inner)));
  const rest = restSchema(schema);
  const name = typeof names === 'object' ? convert(names) as fc.Arbitrary<string> : stringFromSchema({ maxLength: 40 });
  const all = [...byPattern, ...(rest === false || names === false ? [] : [fc.tuple(name, convert(rest))])];
  return all.length === 0 ? null : fc.oneof(...all);
}

/** Objects for a schema of type `object`. Names are own members, `__proto__` too. Counts and patterns together are the caller's to filter. */
export function objectFromSchema(schema: JsonSchema, convert: Convert): fc.Arbitrary<JsonValue> {
  const named = namedMembers(schema, convert);
  const member = furtherMember(schema, convert);
  if (member === null) return named.map((members) => Object.fromEntries(members) as JsonValue);
  const most = Number(schema['maxProperties'] ?? DEFAULT_FURTHER);
  const further = fc.uniqueArray(member, { selector: ([name]) => name, minLength: Math.min(Number(schema['minProperties'] ?? 0), most), maxLength: most, size: 'max' });
  // Named members come last: they win over a further one of the same name.
  return fc.tuple(further, named).map(([some, others]) => Object.fromEntries([...some, ...others]) as JsonValue);
}
