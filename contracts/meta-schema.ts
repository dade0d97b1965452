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
const compiled = new Map<string, ValidateFunction>();

function validator(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as object;
  const validate = ajv.compile(schema);
  compiled.set(name, validate);
  return validate;
}

/** Hold data against a meta-schema of this folder (`contract.schema.json`, `documents.schema.json`). */
export function schemaFaults(name: string, data: unknown): readonly Fault[] {
  const validate = validator(name);
  return validate(data) ? [] : explainSchemaErrors(validate.errors ?? [], data);
}
