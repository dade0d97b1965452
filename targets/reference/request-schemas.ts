/** Request bodies against a contract's schemas, with the keys a service takes beyond them. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Contract, JsonPointer } from '../../contracts/contract.ts';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import { serviceOf, serviceType } from './services.ts';

function openapiFor(contract: Contract): Record<string, unknown> {
  const { keyPattern } = serviceOf(serviceType(contract));
  const beyond = contract.constraints.get(`${contract.keySchema}/pattern`)?.beyond;
  const openapi = structuredClone(contract.openapi) as Record<string, unknown>;
  if (keyPattern === null || beyond !== 'either') return openapi;
  let key: unknown = openapi;
  for (const token of pointerTokens(contract.keySchema)) key = (key as Record<string, unknown>)[token];
  (key as Record<string, unknown>)['pattern'] = keyPattern;
  return openapi;
}

function messageOf(error: ErrorObject): string {
  const path = pointerTokens(error.instancePath);
  const field = path.at(-1);
  const what = `${error.message ?? error.keyword}${'additionalProperty' in error.params ? ` ('${String(error.params['additionalProperty'])}' was unexpected)` : ''}`;
  return field === undefined ? what : `Invalid input for field/attribute ${field}. ${what}`;
}

/** Compiles each schema at its first use. */
export class RequestSchemas {
  readonly #ajvs = new Map<Contract, Ajv2020>();
  readonly #validators = new Map<string, ValidateFunction>();

  #validator(contract: Contract, pointer: JsonPointer): ValidateFunction {
    const name = `${contract.id}#${pointer}`;
    const known = this.#validators.get(name);
    if (known !== undefined) return known;
    let ajv = this.#ajvs.get(contract);
    if (ajv === undefined) {
      ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
      ajv.addSchema(openapiFor(contract), 'contract');
      this.#ajvs.set(contract, ajv);
    }
    const fragment = pointerTokens(pointer).map((token) => encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const made = ajv.compile({ $ref: `contract#/${fragment}` });
    this.#validators.set(name, made);
    return made;
  }

  /** What is wrong with a value, in one sentence; null when nothing is. */
  problem(contract: Contract, pointer: JsonPointer, value: unknown): string | null {
    const validator = this.#validator(contract, pointer);
    return validator(value) ? null : messageOf(validator.errors![0]!);
  }
}
