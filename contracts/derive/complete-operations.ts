/** The default choices for operations: those that documents leave open, and those that the suite needs to see and restore a map. */
import { pathParameters } from '../operations.ts';
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { resolvePointer } from '../json-pointer.ts';
import { choose, envelope, hasOperation, jsonContent, member, operationsOf, ref, schemasOf } from './choices.ts';
import type { Data, Plan } from './choices.ts';
import { pascal } from './derive-schemas.ts';
import { usualEffect } from './resource-operation.ts';

function pathItem({ data, pascalNoun, parameter }: Plan, path: string): Data {
  const declared = (name: string): PlainObject => ({ name, in: 'path', required: true, schema: ref(name === parameter ? `${pascalNoun}Id` : 'Key') });
  const paths = member(data, 'paths');
  paths[path] = paths[path] ?? { parameters: pathParameters(path).map(declared) };
  return paths[path] as Data;
}

interface Assumed {
  readonly path: string;
  readonly method: string;
  readonly id: string;
  readonly effect: string;
  readonly on: string;
  readonly request: string | null;
  readonly response: string | null;
  readonly answer: string;
  readonly status: string;
  readonly schema: string | null;
  readonly requestSchema: string | null;
  readonly assume: string;
}

function addOperation(plan: Plan, { path, method, id, effect, on, request, response, answer, status, schema, requestSchema, assume }: Assumed): void {
  const choice = plan.chosen(assume);
  const item = pathItem(plan, path);
  if (item[method] !== undefined) return;
  item[method] = {
    operationId: id, 'x-effect': effect, 'x-on': on, 'x-map': { request, response, nullMeans: 'invalid' }, 'x-answer': answer,
    'x-choice': { 'x-effect': choice, 'x-map': choice, 'x-answer': choice },
    ...(requestSchema === null ? {} : { requestBody: { required: true, content: jsonContent(requestSchema) } }),
    responses: { [status]: { description: 'As assumed', ...(schema === null ? {} : { content: jsonContent(schema) }) }, 'x-choice': { [status]: choice } },
  };
}

/** A read of the map, and a way to put it back: the suite sees and restores by them. */
export function addMissingOperations(plan: Plan): void {
  const { data, chosen, pascalNoun, prefix, mapPath, itemPath, mapPointer } = plan;
  const schemas = schemasOf(data);
  const body = (name: string, pointer: string): void => {
    schemas[name] ??= envelope(pointer, ref('Map'), chosen('The body holds the map in this place.'));
  };
  const places = { request: null, response: mapPointer, answer: 'map', status: '200', requestSchema: null };
  if (!hasOperation(data, 'read', 'map')) {
    body('MapResponse', mapPointer);
    addOperation(plan, { ...places, path: mapPath ?? prefix, method: 'get', id: `list${pascalNoun}Map`, effect: 'read', on: 'map', schema: 'MapResponse', assume: 'The map can be read here; each write needs a read to be seen.' });
  }
  if (mapPath !== null && !hasOperation(data, 'replace', 'map')) {
    body('MapRequest', mapPointer);
    body('MapResponse', mapPointer);
    addOperation(plan, { ...places, path: mapPath, method: 'put', id: `replace${pascalNoun}Map`, effect: 'replace', on: 'map', request: mapPointer, schema: 'MapResponse', requestSchema: 'MapRequest', assume: 'PUT on the map leaves exactly the items of the request, so that a map can be put back.' });
  }
  // A contract without it would call a POST that works, and that the document does not speak of, a defect.
  if (mapPath !== null && !hasOperation(data, 'merge', 'map')) {
    body('MapRequest', mapPointer);
    body('MapResponse', mapPointer);
    addOperation(plan, { ...places, path: mapPath, method: 'post', id: `merge${pascalNoun}Map`, effect: 'merge', on: 'map', request: mapPointer, schema: 'MapResponse', requestSchema: 'MapRequest', assume: 'POST on the map sets the items of the request and leaves the others alone.' });
  }
  if (itemPath !== null && !hasOperation(data, 'remove', 'item')) {
    addOperation(plan, { path: itemPath, method: 'delete', id: `remove${pascalNoun}MapItem`, effect: 'remove', on: 'item', request: null, response: null, answer: 'none', status: '204', schema: null, requestSchema: null, assume: 'DELETE on an item removes that item alone.' });
  }
  const state = asObject(data['x-preconditions'])['pointer'];
  if (typeof state !== 'string' || asObject(data['x-resource'])['view'] !== null) return;
  const pointer = `/${state.split('/')[1]!}/metadata`;
  body(`${pascalNoun}View`, pointer);
  addOperation(plan, { ...places, response: pointer, path: prefix, method: 'get', id: `show${pascalNoun}`, effect: 'read', on: 'resource', schema: `${pascalNoun}View`, assume: 'The resource can be read, its state and its map among the rest.' });
  (data['x-resource'] as Data)['view'] = `show${pascalNoun}`;
}

const ANSWERS: Readonly<Record<string, string>> = { read: 'map', merge: 'map', replace: 'map', upsert: 'item', remove: 'none' };

/** A request that was not shown gets the envelope of its siblings. */
function completeBodies(plan: Plan, operation: Data, effect: string): void {
  const { chosen, mapPointer, data } = plan;
  const schemas = schemasOf(data);
  const onItem = operation['x-on'] === 'item';
  const places = member(operation, 'x-map');
  const content = (holder: unknown): boolean => isObject(asObject(holder)['content']);
  const pointer = (name: string): string | null => (typeof places[name] === 'string' ? places[name] : null);
  const schemaFor = (name: string, at: string): PlainObject => {
    schemas[name] ??= envelope(at, ref(onItem ? 'Item' : 'Map'), chosen('The body holds the map in this place.'));
    return jsonContent(name);
  };
  const writes = effect === 'merge' || effect === 'replace' || effect === 'upsert';
  if (places['request'] === undefined) places['request'] = writes ? (onItem ? '/meta' : mapPointer) : null;
  if (places['response'] === undefined) places['response'] = effect === 'remove' ? null : (onItem ? '/meta' : mapPointer);
  places['nullMeans'] ??= 'invalid';
  if (writes && places['request'] === null) places['request'] = onItem ? '/meta' : mapPointer;
  const request = pointer('request');
  if (request !== null && !content(operation['requestBody'])) operation['requestBody'] = { required: true, content: schemaFor(`${pascal(effect)}Request`, request) };
  const responses = member(operation, 'responses');
  const status = Object.keys(responses).find((each) => each.startsWith('2'));
  const answer = pointer('response');
  if (status === undefined) {
    const fresh = effect === 'remove' ? '204' : '200';
    choose(responses, { [fresh]: { description: 'As assumed', ...(answer === null ? {} : { content: schemaFor(shownName(operation, effect, schemas), answer) }) } }, chosen('This status means success.'));
  } else if (answer !== null && !content(responses[status])) {
    (responses[status] as Data)['content'] = schemaFor(shownName(operation, effect, schemas), answer);
  }
}

/** The schema that the example of the response gave, or a name for a new one. */
function shownName(operation: Data, effect: string, schemas: PlainObject): string {
  const request = resolvePointer(operation, '/requestBody/content/application~1json/schema/$ref');
  const named = typeof request === 'string' ? request.split('/').at(-1)!.replace(/Request$/, 'Response') : null;
  return named !== null && Object.hasOwn(schemas, named) ? named : effect === 'read' ? (operation['x-on'] === 'item' ? 'ItemResponse' : 'MapResponse') : `${pascal(effect)}Response`;
}

/** The effect, places, bodies, answer and success of each operation, where they are open. */
export function completeOperations(plan: Plan): void {
  const { data, chosen } = plan;
  for (const { path, method, operation } of operationsOf(data)) {
    const on = operation['x-on'] as 'map' | 'item' | 'resource';
    const effect = String(operation['x-effect'] ?? usualEffect(method.toUpperCase(), on));
    choose(operation, { 'x-effect': effect }, chosen(`${method.toUpperCase()} does here what it does in APIs of this kind; the document leaves it open.`));
    const hadPlaces = operation['x-map'] !== undefined;
    completeBodies(plan, operation, effect);
    if (!hadPlaces) operation['x-choice'] = { ...asObject(operation['x-choice']), 'x-map': chosen('The map sits where it does in the other operations.') };
    choose(operation, { 'x-answer': on === 'item' && effect === 'read' ? 'item' : (ANSWERS[effect] ?? 'map') }, chosen('The answer holds what is stored after the request.'));
    // An action is the only way to write such a map: without removal by null it could not be put back.
    const places = member(operation, 'x-map');
    if (path.endsWith('/action') && places['nullMeans'] === 'invalid') {
      places['nullMeans'] = 'removes';
      places['x-choice'] = { ...asObject(places['x-choice']), nullMeans: chosen('A null value removes the item; there is no other way to remove one.') };
    }
  }
}
