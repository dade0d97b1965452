/** What the meta-schemas find wrong, in our own words: one fault per place. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Fault } from './contract-error.ts';
import { escapeToken, resolvePointer } from './json-pointer.ts';
import { nearestName } from './nearest-name.ts';

const FORMATS: Readonly<Record<string, string>> = {
  regex: 'a regular expression (ECMAScript, u flag)',
  'regex-v': 'a regular expression (ECMAScript, v flag)',
  date: 'a day that exists, as YYYY-MM-DD',
  'json-pointer': "a JSON Pointer ('' or /...)",
  'schema-type': 'a JSON Schema type (string, object, array, integer, number, boolean, null)',
};

/** A value as a fault shows it: JSON, cut to a length people read. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function missing(error: ErrorObject): Fault {
  const name = String(error.params['missingProperty']);
  return { pointer: `${error.instancePath}/${escapeToken(name)}`, expected: `the member ${name}`, found: 'nothing' };
}

function unknownMember(error: ErrorObject): Fault {
  const name = String(error.params['additionalProperty']);
  const schema = error.parentSchema ?? {};
  const allowed = Object.keys((schema['properties'] as object | undefined) ?? {});
  const patterns = Object.keys((schema['patternProperties'] as object | undefined) ?? {}).map((pattern) => `a name like ${pattern}`);
  const near = nearestName(name, allowed);
  const expected = near === null ? `one of the members ${[...patterns, ...allowed].join(', ')}` : `one of its members (the nearest is ${near})`;
  return { pointer: `${error.instancePath}/${escapeToken(name)}`, expected, found: `the unknown member ${name}` };
}

function expectation(error: ErrorObject): string {
  const schema = error.schema;
  switch (error.keyword) {
    case 'type': return `a value of type ${[schema].flat().join(' or ')}`;
    case 'enum': return `one of ${(schema as unknown[]).map(shown).join(', ')}`;
    case 'const': return shown(schema);
    case 'format': return FORMATS[String(schema)] ?? String(schema);
    case 'pattern': return `text like ${String(schema)}`;
    default: return `a value that ${error.message ?? `satisfies ${error.keyword}`}`;
  }
}

function explain(error: ErrorObject, data: unknown): Fault {
  if (error.keyword === 'required') return missing(error);
  if (error.keyword === 'additionalProperties') return unknownMember(error);
  return { pointer: error.instancePath, expected: expectation(error), found: shown(resolvePointer(data, error.instancePath)) };
}

/** The faults behind Ajv's errors (verbose mode), the first for each place: further ones there follow from it. */
export function explainSchemaErrors(errors: readonly ErrorObject[], data: unknown): readonly Fault[] {
  const faults = new Map<string, Fault>();
  // `if` only repeats what its branch says.
  for (const error of errors.filter(({ keyword }) => keyword !== 'if')) {
    const fault = explain(error, data);
    if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
  }
  return [...faults.values()];
}
