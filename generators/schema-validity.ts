/** Whether values are valid under a contract's schemas; compiled once per contract and pointer. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Contract, JsonPointer } from '../contracts/contract.ts';
import { pointerTokens } from '../contracts/json-pointer.ts';

/** A test of a value against one schema. */
export type Validity = (value: unknown) => boolean;

interface Compiled {
  readonly ajv: Ajv2020;
  readonly byPointer: Map<JsonPointer, Validity>;
}

const compiled = new WeakMap<Contract, Compiled>();

function compiledOf(contract: Contract): Compiled {
  const known = compiled.get(contract);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(contract.openapi, 'contract');
  const fresh = { ajv, byPointer: new Map<JsonPointer, Validity>() };
  compiled.set(contract, fresh);
  return fresh;
}

function fragment(pointer: JsonPointer): string {
  return pointerTokens(pointer).map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
}

/** The test of a value against the schema at a pointer of a contract; lengths count code points. */
export function validityOf(contract: Contract, pointer: JsonPointer): Validity {
  const { ajv, byPointer } = compiledOf(contract);
  const known = byPointer.get(pointer);
  if (known !== undefined) return known;
  const validate = ajv.compile({ $ref: `contract#${fragment(pointer)}` });
  const validity: Validity = (value) => validate(value) === true;
  byPointer.set(pointer, validity);
  return validity;
}
