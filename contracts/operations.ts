/** The operations of a contract file as {@link Operation}s. */
import type { Answer, Effect, JsonPointer, Operation, Scope, StatusSet } from './contract.ts';
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

/** Where the JSON schema of a request body or response stands in the end, null when it has none. */
export function bodySchema(root: unknown, holder: JsonPointer): JsonPointer | null {
  const pointer = `${holder}/content/application~1json/schema`;
  return resolvePointer(root, pointer) === undefined ? null : followRefs(root, pointer);
}

/** The 2xx statuses an operation lists, as written. */
export function successStatuses(place: OperationPlace): readonly string[] {
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
    requestSchema: bodySchema(root, `${pointer}/requestBody`),
    responseSchema: bodySchema(root, succeeds.constraint),
    success: succeeds,
    effectConstraint: `${pointer}/x-effect`,
    answerConstraint: `${pointer}/x-answer`,
  };
}
