/** The operations of a contract file as {@link Operation}s. */
import type { Answer, Effect, JsonPointer, Operation, Scope, StatusSet } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { escapeToken, resolvePointer } from './json-pointer.ts';
import { asObject, isObject } from './plain-object.ts';
import type { PlainObject } from './plain-object.ts';
import { followRefs } from './references.ts';

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** An operation object with its place. */
export interface OperationPlace {
  readonly path: string;
  readonly method: string;
  readonly pointer: JsonPointer;
  readonly operation: PlainObject;
}

/** All operation objects of a file, in file order of their paths. */
export function operationPlaces(root: unknown): readonly OperationPlace[] {
  return Object.entries(asObject(asObject(root)['paths'])).flatMap(([path, item]) => METHODS.flatMap((method) => {
    const operation = asObject(item)[method];
    return isObject(operation) ? [{ path, method, pointer: `/paths/${escapeToken(path)}/${method}`, operation }] : [];
  }));
}

/** Names of the parameters in a path template. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]!);
}

function schemaPointer(root: unknown, holder: JsonPointer): JsonPointer | null {
  const pointer = `${holder}/content/application~1json/schema`;
  return resolvePointer(root, pointer) === undefined ? null : followRefs(root, pointer);
}

function successStatuses(place: OperationPlace): readonly string[] {
  return Object.keys(asObject(place.operation['responses'])).filter((status) => /^2\d\d$/.test(status));
}

function success(place: OperationPlace): StatusSet {
  const statuses = successStatuses(place);
  return { statuses: statuses.map(Number), constraint: `${place.pointer}/responses/${statuses[0]!}` };
}

/** One operation of a file that has no faults. */
export function toOperation(root: unknown, place: OperationPlace, resourceParameter: string): Operation {
  const { operation, pointer } = place;
  const map = operation['x-map'] as { request: JsonPointer | null; response: JsonPointer | null; nullMeans: 'removes' | 'invalid'; aliases?: readonly JsonPointer[] };
  const succeeds = success(place);
  return {
    id: operation['operationId'] as string,
    effect: operation['x-effect'] as Effect,
    on: operation['x-on'] as Scope,
    method: place.method.toUpperCase(),
    path: place.path,
    keyParameter: operation['x-on'] === 'item' ? (pathParameters(place.path).find((name) => name !== resourceParameter) ?? null) : null,
    requestMap: map.request,
    requestMapAliases: map.aliases ?? [],
    responseMap: map.response,
    nullMeans: map.nullMeans,
    nullConstraint: map.nullMeans === 'removes' ? `${pointer}/x-map/nullMeans` : null,
    answer: operation['x-answer'] as Answer,
    requestSchema: schemaPointer(root, `${pointer}/requestBody`),
    responseSchema: schemaPointer(root, succeeds.constraint),
    success: succeeds,
    effectConstraint: `${pointer}/x-effect`,
    answerConstraint: `${pointer}/x-answer`,
  };
}

function faultsOf(root: unknown, place: OperationPlace, resourceParameter: unknown): readonly Fault[] {
  const { operation, pointer, path } = place;
  const faults: Fault[] = [];
  const parameters = pathParameters(path);
  const map = asObject(operation['x-map']);
  const body = schemaPointer(root, `${pointer}/requestBody`);
  const answers = successStatuses(place)[0];
  const item = operation['x-on'] === 'item';
  if (typeof resourceParameter === 'string' && !parameters.includes(resourceParameter)) {
    faults.push({ pointer: `/paths/${escapeToken(path)}`, expected: `the parameter {${resourceParameter}} in the path`, found: path });
  } else if (parameters.length !== (item ? 2 : 1)) {
    faults.push({ pointer: `${pointer}/x-on`, expected: `a path with ${item ? 'one more parameter: the key' : 'no parameter but the resource'}`, found: path });
  }
  if (isObject(operation['responses']) && answers === undefined) {
    faults.push({ pointer: `${pointer}/responses`, expected: 'at least one 2xx status', found: Object.keys(operation['responses']).join(', ') });
  }
  if (typeof map['request'] === 'string' && body === null) {
    faults.push({ pointer: `${pointer}/requestBody`, expected: `a JSON body, because x-map has its request at ${map['request']}`, found: 'none' });
  }
  if (typeof map['response'] === 'string' && answers !== undefined && schemaPointer(root, `${pointer}/responses/${answers}`) === null) {
    faults.push({ pointer: `${pointer}/responses/${answers}/content`, expected: `a JSON body, because x-map has its response at ${map['response']}`, found: 'none' });
  }
  return faults;
}

function repeatedIds(places: readonly OperationPlace[]): readonly Fault[] {
  const seen = new Set<unknown>();
  return places.flatMap(({ pointer, operation }) => {
    const id = operation['operationId'];
    const repeated = seen.has(id);
    seen.add(id);
    if (typeof id !== 'string' || !repeated) return [];
    return [{ pointer: `${pointer}/operationId`, expected: 'an id of its own', found: `${id} again` }];
  });
}

/** What is wrong with the operations beyond what the meta-schema sees. */
export function operationFaults(root: unknown): readonly Fault[] {
  const places = operationPlaces(root);
  const resource = asObject(asObject(root)['x-resource']);
  const faults = [...places.flatMap((place) => faultsOf(root, place, resource['parameter'])), ...repeatedIds(places)];
  const hasEffects = places.every(({ operation }) => operation['x-effect'] !== undefined && operation['x-on'] !== undefined);
  if (hasEffects && !places.some(({ operation }) => operation['x-effect'] === 'read' && operation['x-on'] === 'map')) {
    faults.push({ pointer: '/paths', expected: 'an operation that reads the map (x-effect: read, x-on: map)', found: 'none' });
  }
  const view = resource['view'];
  if (typeof view === 'string' && !places.some(({ operation }) => operation['operationId'] === view)) {
    faults.push({ pointer: '/x-resource/view', expected: 'the operationId of an operation of this file', found: view });
  }
  return faults;
}
