/** The typed contract behind the data of a file that has no faults. */
import { citations } from './citations.ts';
import { collectConstraints } from './constraints.ts';
import { REJECTIONS } from './contract.ts';
import type { Contract, Hazards, JsonPointer, Law, Microversions, Quota, StatePrecondition, StatusSet } from './contract.ts';
import { deepFreeze } from './deep-freeze.ts';
import { operationPlaces, pathParameters, toOperation } from './operations.ts';
import { asObject } from './plain-object.ts';
import type { PlainObject } from './plain-object.ts';
import { escapeToken } from './json-pointer.ts';
import { followRefs, refPointer } from './references.ts';

/** The parts of the file as its meta-schema guarantees them. */
interface ContractFile {
  readonly info: { readonly title: string };
  readonly 'x-service': Omit<Contract['service'], 'public'> & { readonly public?: boolean };
  readonly 'x-resource': { readonly noun: string; readonly parameter: string; readonly view: string | null; readonly volatile?: readonly JsonPointer[] };
  readonly 'x-key': { readonly $ref: string };
  readonly 'x-value': { readonly $ref: string };
  readonly 'x-map': { readonly $ref: string };
  readonly 'x-quota': Omit<Quota, 'constraint'>;
  readonly 'x-preconditions'?: Omit<StatePrecondition, 'constraint' | 'busy'> & { readonly busy?: JsonPointer | null };
  readonly 'x-constraints'?: readonly PlainObject[];
  readonly 'x-unaddressable'?: string;
  readonly 'x-visibility': { readonly withinMs: number };
  readonly 'x-hazards'?: Partial<Hazards>;
  readonly 'x-microversions'?: Omit<Microversions, 'constraint' | 'legacyHeader' | 'probe'> & Partial<Pick<Microversions, 'legacyHeader' | 'probe'>>;
  readonly 'x-rejections': Readonly<Record<string, readonly number[]>>;
}

function idSchema(file: ContractFile): JsonPointer {
  const { parameter } = file['x-resource'];
  const paths = asObject((file as unknown as PlainObject)['paths']);
  for (const path of Object.keys(paths).filter((template) => pathParameters(template).includes(parameter))) {
    const declared = (asObject(paths[path])['parameters'] ?? []) as readonly { name: string }[];
    const index = declared.findIndex(({ name }) => name === parameter);
    if (index >= 0) return followRefs(file, `/paths/${escapeToken(path)}/parameters/${index}/schema`);
  }
  throw new Error(`no path declares the parameter ${parameter}`);
}

function preconditions(file: ContractFile): StatePrecondition | null {
  const stated = file['x-preconditions'];
  if (stated === undefined) return null;
  const { pointer, writable, busy = null, actions } = stated;
  return { pointer, writable, busy, actions, constraint: '/x-preconditions/writable' };
}

function microversions(file: ContractFile): Microversions | null {
  const stated = file['x-microversions'];
  if (stated === undefined) return null;
  const { header, legacyHeader = null, format, min, max, probe = [] } = stated;
  return { header, legacyHeader, format, min, max, probe, constraint: '/x-microversions/max' };
}

function laws(file: ContractFile): readonly Law[] {
  return (file['x-constraints'] ?? []).map((law, index) => {
    const { 'x-source': _source, 'x-choice': _choice, 'x-beyond': _beyond, ...stated } = law;
    return { ...stated, constraint: `/x-constraints/${index}/kind` } as Law;
  });
}

function rejections(file: ContractFile): Contract['rejections'] {
  const stated = file['x-rejections'];
  const sets = REJECTIONS.filter((reason) => stated[reason] !== undefined)
    .map((reason): [string, StatusSet] => [reason, { statuses: stated[reason]!, constraint: `/x-rejections/${reason}` }]);
  return Object.fromEntries(sets);
}

function service(file: ContractFile): Contract['service'] {
  const { types, versions, project, admin, public: isPublic = false } = file['x-service'];
  return { types, versions, project, admin, public: isPublic };
}

function resource(file: ContractFile): Contract['resource'] {
  const { noun, parameter, view, volatile = [] } = file['x-resource'];
  return { noun, parameter, idSchema: idSchema(file), operation: view, volatile };
}

function sourceDocuments(data: unknown): readonly string[] {
  const named = citations(data).filter((citation) => citation.as === 'source').map((citation) => citation.document);
  return [...new Set(named)].toSorted();
}

/** Build the contract from the data of a file without faults; the result is deeply frozen. */
export function assembleContract(data: unknown, origin: Pick<Contract, 'id' | 'file' | 'sha256'>): Contract {
  const file = data as ContractFile;
  const { maxItems, announcedAt } = file['x-quota'];
  const constraints = collectConstraints(data);
  for (const constraint of constraints.values()) deepFreeze(constraint);
  return deepFreeze({
    ...origin,
    title: file.info.title,
    documents: sourceDocuments(data),
    service: service(file),
    resource: resource(file),
    operations: operationPlaces(data).map((place) => toOperation(data, place, file['x-resource'].parameter)),
    keySchema: refPointer(file['x-key'].$ref),
    valueSchema: refPointer(file['x-value'].$ref),
    mapSchema: refPointer(file['x-map'].$ref),
    quota: { maxItems, announcedAt, constraint: '/x-quota/maxItems' },
    preconditions: preconditions(file),
    laws: laws(file),
    unaddressable: file['x-unaddressable'] ?? null,
    visibleWithinMs: file['x-visibility'].withinMs,
    visibilityConstraint: '/x-visibility/withinMs',
    hazards: { keys: [], classes: [], permanent: [], ...file['x-hazards'] },
    microversions: microversions(file),
    rejections: rejections(file),
    constraints,
    openapi: data as PlainObject,
  });
}
