/** Data held against the schemas of a contract, every breach named by the constraint it breaks. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Contract, JsonPointer } from './contract.ts';
import { escapeToken, pointerTokens } from './json-pointer.ts';

/** One keyword that a value breaks. */
export interface Violation {
  /** Place of the broken value; for a key, the place of the map that has it. */
  readonly instancePath: JsonPointer;
  /** The key itself when it is a key that breaks the keyword, else null. */
  readonly key: string | null;
  /** Pointer of the broken keyword in the contract file, through all `$ref`s: `/components/schemas/Key/maxLength`. */
  readonly constraint: JsonPointer;
  readonly keyword: string;
  readonly message: string;
}

/** Gives everything that is wrong with a value; an empty list when nothing is. */
export type SchemaValidator = (data: unknown) => readonly Violation[];

interface Compiler {
  readonly ajv: Ajv2020;
  readonly places: ReadonlyMap<object, JsonPointer>;
  readonly validators: Map<JsonPointer, SchemaValidator>;
}

/** Members that schemas of contracts have and JSON Schema does not know; `components` and `paths` hang below each compiled root. */
const VOCABULARY = ['x-source', 'x-choice', 'x-beyond', 'x-derived', 'components', 'paths'];

const compilers = new WeakMap<Contract, Compiler>();

function placesOf(root: object): ReadonlyMap<object, JsonPointer> {
  const places = new Map<object, JsonPointer>();
  const visit = (value: unknown, pointer: JsonPointer): void => {
    if (typeof value !== 'object' || value === null) return;
    places.set(value, pointer);
    for (const [name, member] of Object.entries(value)) visit(member, `${pointer}/${escapeToken(name)}`);
  };
  visit(root, '');
  return places;
}

function compilerOf(contract: Contract): Compiler {
  const known = compilers.get(contract);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, unicodeRegExp: true, validateSchema: false });
  ajv.addVocabulary(VOCABULARY);
  const compiler: Compiler = { ajv, places: placesOf(contract.openapi), validators: new Map() };
  compilers.set(contract, compiler);
  return compiler;
}

function refOf(pointer: JsonPointer): string {
  return `#${pointerTokens(pointer).map((token) => `/${encodeURIComponent(escapeToken(token))}`).join('')}`;
}

/** Ajv's schema paths lose the way through `$ref`; the schema object itself, which verbose mode gives, does not. */
function toViolation(contract: Contract, places: Compiler['places'], error: ErrorObject): readonly Violation[] {
  const place = error.parentSchema === undefined ? undefined : places.get(error.parentSchema);
  const constraint = `${place}/${escapeToken(error.keyword)}`;
  // `propertyNames` and the branches of `anyOf` only repeat what another error says: they bear no origin.
  if (place === undefined || !contract.constraints.has(constraint)) return [];
  const key = (error as { propertyName?: string }).propertyName ?? null;
  return [{ instancePath: error.instancePath, key, constraint, keyword: error.keyword, message: error.message ?? '' }];
}

function compile(contract: Contract, compiler: Compiler, pointer: JsonPointer): SchemaValidator {
  const { components, paths } = contract.openapi as { components?: unknown; paths?: unknown };
  const validate: ValidateFunction = compiler.ajv.compile({ $ref: refOf(pointer), components, paths });
  return (data) => (validate(data) ? [] : (validate.errors ?? []).flatMap((error) => toViolation(contract, compiler.places, error)));
}

/**
 * The validator of one schema of a contract; compiled once per contract and pointer.
 * @throws Error from Ajv when the pointer leads to no schema.
 */
export function schemaValidator(contract: Contract, pointer: JsonPointer): SchemaValidator {
  const compiler = compilerOf(contract);
  const known = compiler.validators.get(pointer);
  if (known !== undefined) return known;
  const validator = compile(contract, compiler, pointer);
  compiler.validators.set(pointer, validator);
  return validator;
}
