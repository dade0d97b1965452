/** What is wrong with the operations of a contract file beyond what its meta-schema sees. */
import type { JsonPointer } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { escapeToken } from './json-pointer.ts';
import { bodySchema, operationPlaces, pathParameters, successStatuses } from './operations.ts';
import type { OperationPlace } from './operations.ts';
import { asObject, isObject } from './plain-object.ts';
import type { PlainObject } from './plain-object.ts';

/** The fault when it is one. */
function when(isFault: boolean, pointer: JsonPointer, expected: string, found: string): readonly Fault[] {
  return isFault ? [{ pointer, expected, found }] : [];
}

function undeclared(path: string, item: unknown, resource: unknown): readonly Fault[] {
  const at = `/paths/${escapeToken(path)}`;
  const names = pathParameters(path);
  const parameters: unknown = asObject(item)['parameters'];
  const declared = Array.isArray(parameters) ? parameters.map((parameter: unknown) => asObject(parameter)['name']) : [];
  return [
    ...when(typeof resource === 'string' && !names.includes(resource), at, `the parameter {${String(resource)}} in the path, as x-resource has it`, path),
    ...names.filter((name) => !declared.includes(name)).map((name): Fault => ({ pointer: `${at}/parameters`, expected: `a parameter named ${name}, because the path has one`, found: declared.join(', ') || 'none' })),
  ];
}

function scopeFaults({ operation, pointer, path }: OperationPlace, resource: unknown): readonly Fault[] {
  const keys = pathParameters(path).filter((name) => name !== resource).length;
  const item = operation['x-on'] === 'item';
  const expected = item ? 'map or resource, or a path with one more parameter: the key' : 'item, or a path with no parameter but the resource';
  return when(operation['x-on'] !== undefined && keys !== (item ? 1 : 0), `${pointer}/x-on`, expected, `${String(operation['x-on'])} on ${path}`);
}

function bodyFaults(root: unknown, place: OperationPlace): readonly Fault[] {
  const { operation, pointer } = place;
  const { request, response } = asObject(operation['x-map']);
  const status = successStatuses(place)[0];
  const answer = `${pointer}/responses/${status}`;
  return [
    ...when(typeof request === 'string' && bodySchema(root, `${pointer}/requestBody`) === null, `${pointer}/requestBody`, `a JSON body, because x-map finds the map at ${String(request)}`, 'none'),
    ...when(typeof response === 'string' && status !== undefined && bodySchema(root, answer) === null, `${answer}/content`, `a JSON body, because x-map finds the map at ${String(response)}`, 'none'),
  ];
}

function statusFaults(place: OperationPlace): readonly Fault[] {
  const responses = place.operation['responses'];
  if (!isObject(responses)) return [];
  const statuses = Object.keys(responses).filter((name) => !name.startsWith('x-'));
  const readable = statuses.every((status) => /^\d{3}$/.test(status));
  return when(readable && successStatuses(place).length === 0, `${place.pointer}/responses`, 'at least one 2xx status', statuses.join(', ') || 'none');
}

function repeatedIds(places: readonly OperationPlace[]): readonly Fault[] {
  const ids = places.map(({ operation }) => operation['operationId']);
  return places.flatMap(({ pointer }, index) => {
    const id = ids[index];
    return when(typeof id === 'string' && ids.indexOf(id) < index, `${pointer}/operationId`, 'an id of its own', `${String(id)} again`);
  });
}

function readFaults(places: readonly OperationPlace[], resource: PlainObject): readonly Fault[] {
  const known = places.length > 0 && places.every(({ operation }) => operation['x-effect'] !== undefined && operation['x-on'] !== undefined);
  const reads = places.some(({ operation }) => operation['x-effect'] === 'read' && operation['x-on'] === 'map');
  const view = resource['view'];
  const shown = typeof view !== 'string' || places.length === 0 || places.some(({ operation }) => operation['operationId'] === view);
  return [
    ...when(known && !reads, '/paths', 'an operation that reads the map (x-effect: read, x-on: map)', 'none'),
    ...when(!shown, '/x-resource/view', 'the operationId of an operation of this file', String(view)),
  ];
}

/** Faults of paths, operations and how they belong together; works on data that is otherwise wrong, too. */
export function operationFaults(root: unknown): readonly Fault[] {
  const places = operationPlaces(root);
  const resource = asObject(asObject(root)['x-resource']);
  const paths = Object.entries(asObject(asObject(root)['paths']));
  return [
    ...paths.flatMap(([path, item]) => undeclared(path, item, resource['parameter'])),
    ...places.flatMap((place) => [...scopeFaults(place, resource['parameter']), ...bodyFaults(root, place), ...statusFaults(place)]),
    ...repeatedIds(places),
    ...readFaults(places, resource),
  ];
}
