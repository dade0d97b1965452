import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { REJECTIONS } from './contract.ts';
import { resolvePointer } from './json-pointer.ts';

function read(name: string): { readonly [name: string]: unknown } {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as { readonly [name: string]: unknown };
}

describe.each(['contract.schema.json', 'documents.schema.json'])('%s', (name) => {
  const schema = read(name);

  it('is a JSON Schema 2020-12', () => {
    const ajv = new Ajv2020();
    expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
  });

  it('uses each of its definitions, and no other', () => {
    const used = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)].map((match) => match[1]);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys((schema['$defs'] as object | undefined) ?? {}).toSorted());
  });
});

describe('contract.schema.json', () => {
  const schema = read('contract.schema.json');

  it('knows the reasons of refusal that the types know', () => {
    const reasons = Object.keys(resolvePointer(schema, '/properties/x-rejections/properties') as object).filter((name) => !name.startsWith('x-'));
    expect(reasons).toEqual([...REJECTIONS]);
  });
});
