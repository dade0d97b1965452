/**
 * The default choices: what a contract needs beside what its documents say, so that the suite can run on it. Each is an `x-choice`, told apart from
 * what was read; none takes anything back.
 */
import { pathParameters } from '../operations.ts';
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { resolvePointer } from '../json-pointer.ts';
import { pascal } from './derive-schemas.ts';
import { usualEffect } from './resource-operation.ts';

type Data = Record<string, unknown>;

/** What the path of a document does not tell of well-known services. */
const SERVICES: Readonly<Record<string, { readonly types: readonly string[]; readonly versions: readonly string[]; readonly project: string; readonly admin: boolean }>> = {
  server: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: false },
  image: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: false },
  aggregate: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: true },
  flavor: { types: ['compute'], versions: ['/v2.1'], project: 'optional', admin: true },
  volume: { types: ['block-storage'], versions: ['/v3'], project: 'required', admin: false },
  snapshot: { types: ['block-storage'], versions: ['/v3'], project: 'required', admin: false },
  share: { types: ['shared-file-system'], versions: ['/v2'], project: 'optional', admin: false },
};

const PRINTABLE = '^[^\\p{Cc}\\p{Cs}\\u{10000}-\\u{10FFFF}]*$';

interface Choice {
  readonly assume: string;
  readonly because: string;
  readonly evidence: readonly unknown[];
}

type Choose = (assume: string) => Choice;

/** Add members that are not there yet, each with its choice. */
function choose(holder: Data, members: PlainObject, choice: Choice, beyond?: 'reject' | 'either'): void {
  for (const [name, value] of Object.entries(members)) {
    if (Object.hasOwn(holder, name)) continue;
    holder[name] = value;
    holder['x-choice'] = { ...asObject(holder['x-choice']), [name]: choice };
    if (beyond !== undefined) holder['x-beyond'] = { ...asObject(holder['x-beyond']), [name]: beyond };
  }
}

function member(holder: Data, name: string): Data {
  holder[name] = isObject(holder[name]) ? holder[name] : {};
  return holder[name] as Data;
}

function evidenceOf(data: PlainObject): readonly unknown[] {
  const sources = Object.values(asObject(data['paths'])).flatMap((item) => Object.values(asObject(item)).flatMap((operation) => Object.values(asObject(asObject(operation)['x-source']))));
  const first = sources.flat()[0] ?? { document: asObject((data['x-documents'] as readonly unknown[] | undefined)?.[0])['id'], section: 'as a whole' };
  return [first];
}

function completeRoot(data: Data, chosen: Choose): void {
  const noun = String(asObject(data['x-resource'])['noun']);
  const known = SERVICES[noun];
  const service = member(data, 'x-service');
  choose(service, known ?? { types: [noun], versions: ['/v1'], project: 'absent', admin: false }, chosen('The service is found under this name, version and path, and by these callers.'));
  choose(member(data, 'x-resource'), { volatile: [] }, chosen('Nothing else in the resource moves by itself.'));
  choose(member(data, 'x-quota'), { maxItems: null, announcedAt: null }, chosen('No limit on the number of items is known.'));
  choose(member(data, 'x-visibility'), { withinMs: 0 }, chosen('A read that begins after the answer to a write shows the write.'));
  choose(data, { 'x-unaddressable': '^\\.{1,2}$|\\/' }, chosen('Dot segments and slashes cannot be the last segment of a path.'));
  const reasons = {
    invalid: [400], mismatch: [400], 'key-not-found': [404], 'not-found': [404, 400], quota: [403, 413], unauthenticated: [401], forbidden: [403, 404],
    'project-mismatch': [400, 403, 404], 'media-type': [415, 400], method: [404, 405], path: [404, 400, 405], 'body-size': [413], ...(data['x-preconditions'] === undefined ? {} : { state: [409] }),
  };
  choose(member(data, 'x-rejections'), reasons, chosen('These statuses say why a request is refused.'));
}

function operationsOf(data: PlainObject): readonly { readonly path: string; readonly method: string; readonly operation: Data }[] {
  return Object.entries(asObject(data['paths'])).flatMap(([path, item]) => Object.entries(asObject(item)).filter(([method]) => /^(?:get|post|put|delete|patch)$/.test(method))
    .map(([method, operation]) => ({ path, method, operation: operation as Data })));
}

function hasOperation(data: PlainObject, effect: string, on: string): boolean {
  return operationsOf(data).some(({ operation }) => operation['x-effect'] === effect && operation['x-on'] === on);
}

function ref(name: string): PlainObject {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonContent(name: string): PlainObject {
  return { 'application/json': { schema: ref(name) } };
}

/** A body that holds the map, or the item, at a pointer and nothing that is known beside it. */
function envelope(pointer: string, leaf: PlainObject, open: boolean, choice: Choice): PlainObject {
  const [token, ...rest] = pointer.split('/').slice(1);
  if (token === undefined) return leaf;
  const inner = envelope(rest.length === 0 ? '' : `/${rest.join('/')}`, leaf, open, choice);
  return { type: 'object', required: [token], properties: { [token]: inner }, additionalProperties: open, 'x-choice': { type: choice, required: choice, additionalProperties: choice } };
}

interface Plan {
  readonly data: Data;
  readonly chosen: Choose;
  readonly pascalNoun: string;
  readonly prefix: string;
  readonly parameter: string;
  /** Path of the map, and of an item; null where the map is written by an action only. */
  readonly mapPath: string | null;
  readonly itemPath: string | null;
  readonly mapPointer: string;
}

function planOf(data: Data, chosen: Choose): Plan {
  const { noun, parameter } = asObject(data['x-resource']) as { noun: string; parameter: string };
  const all = operationsOf(data);
  const paths = all.map(({ path }) => path);
  const prefix = /^\/[^/]+\/\{[^}]+\}/.exec(paths[0] ?? '')?.[0] ?? '';
  const item = all.find(({ operation }) => operation['x-on'] === 'item')?.path ?? null;
  const map = all.find(({ operation, path }) => operation['x-on'] === 'map' && !path.endsWith('/action') && path !== prefix)?.path ?? item?.replace(/\/\{[^}]+\}$/, '') ?? null;
  const ofMap = all.find(({ operation }) => operation['x-on'] === 'map');
  const places = asObject(ofMap?.operation['x-map']);
  const mapPointer = String((map === null ? places['response'] : (places['request'] ?? places['response'])) ?? `/${(map ?? '/metadata').split('/').at(-1)!.replace(/^os-/, '')}`);
  return { data, chosen, pascalNoun: pascal(noun), prefix, parameter, mapPath: map, itemPath: item ?? (map === null ? null : `${map}/{key}`), mapPointer };
}

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

function schemasOf(data: Data): Data {
  return member(member(data, 'components'), 'schemas');
}

/** A read of the map, and a way to put it back: the suite sees and restores by them. */
function addMissingOperations(plan: Plan): void {
  const { data, chosen, pascalNoun, prefix, mapPath, itemPath, mapPointer } = plan;
  const schemas = schemasOf(data);
  const body = (name: string, pointer: string, open: boolean): void => {
    schemas[name] ??= envelope(pointer, ref('Map'), open, chosen('The body holds the map in this place.'));
  };
  const places = { request: null, response: mapPointer, answer: 'map', status: '200', requestSchema: null };
  if (!hasOperation(data, 'read', 'map')) {
    body('MapResponse', mapPointer, true);
    addOperation(plan, { ...places, path: mapPath ?? prefix, method: 'get', id: `list${pascalNoun}Map`, effect: 'read', on: 'map', schema: 'MapResponse', assume: 'The map can be read here; each write needs a read to be seen.' });
  }
  if (mapPath !== null && !hasOperation(data, 'replace', 'map')) {
    body('MapRequest', mapPointer, true);
    body('MapResponse', mapPointer, true);
    addOperation(plan, { ...places, path: mapPath, method: 'put', id: `replace${pascalNoun}Map`, effect: 'replace', on: 'map', request: mapPointer, schema: 'MapResponse', requestSchema: 'MapRequest', assume: 'PUT on the map leaves exactly the items of the request, so that a map can be put back.' });
  }
  if (itemPath !== null && !hasOperation(data, 'remove', 'item')) {
    addOperation(plan, { path: itemPath, method: 'delete', id: `remove${pascalNoun}MapItem`, effect: 'remove', on: 'item', request: null, response: null, answer: 'none', status: '204', schema: null, requestSchema: null, assume: 'DELETE on an item removes that item alone.' });
  }
  const state = asObject(data['x-preconditions'])['pointer'];
  if (typeof state !== 'string' || asObject(data['x-resource'])['view'] !== null) return;
  const pointer = `/${state.split('/')[1]!}/metadata`;
  body(`${pascalNoun}View`, pointer, true);
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
    schemas[name] ??= envelope(at, ref(onItem ? 'Item' : 'Map'), true, chosen('The body holds the map in this place.'));
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

function completeOperations(plan: Plan): void {
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

function completeSchemas({ data, chosen, pascalNoun }: Plan): void {
  const schemas = schemasOf(data);
  choose(member(schemas, `${pascalNoun}Id`), { type: 'string' }, chosen('Any text that is not empty may be an id.'));
  const key = member(schemas, 'Key');
  choose(key, { type: 'string', minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9\\-_:.]*$' }, chosen('Keys of this kind can be used; whether others can is open.'), 'either');
  const value = member(schemas, 'Value');
  const removes = operationsOf(data).some(({ operation }) => asObject(operation['x-map'])['nullMeans'] === 'removes');
  choose(value, { type: removes ? ['string', 'null'] : 'string', minLength: 0, maxLength: 255, pattern: PRINTABLE }, chosen('Values of this kind can be used; whether others can is open.'), 'either');
  choose(member(schemas, 'Map'), { type: 'object' }, chosen('The map is an object.'));
  for (const name of ['Map', 'Item']) if (schemas[name] !== undefined) Object.assign(schemas[name] as Data, { propertyNames: ref('Key'), additionalProperties: ref('Value') });
  if (operationsOf(data).some(({ operation }) => operation['x-on'] === 'item')) {
    const item = member(schemas, 'Item');
    choose(item, { type: 'object', minProperties: 1, maxProperties: 1 }, chosen('The body of an item holds one pair.'));
    Object.assign(item, { propertyNames: ref('Key'), additionalProperties: ref('Value') });
  }
  for (const [name, schema] of Object.entries(schemas)) if (/(?:Request|Response|View)$/.test(name)) openObjects(schema as Data, chosen);
}

/** Whether a body may hold more than its example shows is left open: it may. */
function openObjects(schema: Data, chosen: Choose): void {
  if (schema['type'] !== 'object' || schema['propertyNames'] !== undefined) return;
  choose(schema, { additionalProperties: true }, chosen('A body may hold more than its example shows.'));
  for (const inner of Object.values(asObject(schema['properties']))) if (isObject(inner)) openObjects(inner, chosen);
}

function completeConstraints({ data, chosen }: Plan): void {
  const writesItem = hasOperation(data, 'upsert', 'item');
  if (data['x-constraints'] !== undefined || !writesItem) return;
  data['x-constraints'] = [{ kind: 'url-key-is-body-key', 'x-choice': { kind: chosen('The key in the URL is the one key of the body.') }, 'x-beyond': { kind: 'either' } }];
}

function completePreconditions(data: Data, chosen: Choose): void {
  const states = data['x-preconditions'];
  if (!isObject(states)) return;
  if (states['pointer'] === undefined) delete data['x-preconditions'];
  else (states as Data)['x-choice'] = { ...asObject(states['x-choice']), actions: chosen('No action that moves the resource into another state is used.') };
}

/** A derived contract with the default choices; the data given is not changed. */
export function completeContract(derived: PlainObject): PlainObject {
  const data = structuredClone(derived) as Data;
  const evidence = evidenceOf(data);
  const chosen: Choose = (assume) => ({ assume, because: 'The documents do not say it, or leave it open; this is the default choice.', evidence });
  completePreconditions(data, chosen);
  completeRoot(data, chosen);
  const plan = planOf(data, chosen);
  completeOperations(plan);
  addMissingOperations(plan);
  completeSchemas(plan);
  completeConstraints(plan);
  return JSON.parse(JSON.stringify(data)) as PlainObject;
}
