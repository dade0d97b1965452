/** The meta-schemas of the files in this folder, compiled once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Fault } from './contract-error.ts';
import { explainSchemaErrors } from './explain-schema-error.ts';

const TYPES = new Set(['string', 'object', 'array', 'integer', 'number', 'boolean', 'null']);

function isRegularExpression(flag: 'u' | 'v'): (source: string) => boolean {
  return (source) => {
    try {
      return new RegExp(source, flag) instanceof RegExp;
    } catch {
      return false;
    }
  };
}

const formats = {
  regex: isRegularExpression('u'),
  'regex-v': isRegularExpression('v'),
  'json-pointer': /^(\/([^~]|~[01])*)*$/u,
  'schema-type': (name: string): boolean => TYPES.has(name),
};

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, strictTypes: false, formats });
const NAMES = ['documents.schema.json', 'contract.schema.json'] as const;

/** A meta-schema of this folder. */
export type MetaSchema = (typeof NAMES)[number];

let isRead = false;

/** One meta-schema refers to the other, so they are read together. */
function validator(name: MetaSchema): ValidateFunction {
  if (!isRead) for (const each of NAMES) ajv.addSchema(JSON.parse(readFileSync(join(import.meta.dirname, each), 'utf8')) as object, each);
  isRead = true;
  return ajv.getSchema(name)!;
}

/** Hold data against a meta-schema of this folder. */
export function schemaFaults(name: MetaSchema, data: unknown): readonly Fault[] {
  const validate = validator(name);
  return validate(data) ? [] : explainSchemaErrors(validate.errors ?? [], data);
}
