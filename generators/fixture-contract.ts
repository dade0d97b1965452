/** Hand-made contracts for tests of the generators: the shapes of metadata APIs without the documents behind them. */
import type { Contract, Effect, Hazards, JsonSchema, Law, Operation, StatePrecondition } from '../contracts/contract.ts';
import type { PlanContext } from './plan-context.ts';

interface Shape {
  readonly id: string;
  readonly effects: readonly (readonly [Effect, 'map' | 'item' | 'resource'])[];
  readonly key: JsonSchema;
  readonly mapProperties?: Readonly<Record<string, JsonSchema>>;
  readonly nullRemoves?: boolean;
  readonly mapEnvelope?: string;
  readonly aliases?: readonly string[];
  readonly quota?: number | null;
  readonly laws?: readonly Law[];
  readonly hazards?: Partial<Hazards>;
  readonly preconditions?: StatePrecondition;
  readonly unaddressable?: string;
  readonly versions?: readonly string[];
  readonly maxMicroversion?: string | null;
  readonly idType?: 'string' | 'integer';
}

const METHODS = { 'read/map': 'GET', 'read/item': 'GET', 'read/resource': 'GET', 'merge/map': 'POST', 'replace/map': 'PUT', 'upsert/item': 'PUT', 'remove/item': 'DELETE', 'merge/resource': 'POST' } as const;

function pathOf(shape: Shape, effect: Effect, on: string): string {
  if (on === 'resource') return effect === 'read' ? `/${shape.id}s/{id}` : `/${shape.id}s/{id}/action`;
  return on === 'map' ? `/${shape.id}s/{id}/metadata` : `/${shape.id}s/{id}/metadata/{key}`;
}

function operation(shape: Shape, effect: Effect, on: 'map' | 'item' | 'resource'): Operation {
  const body = effect === 'merge' || effect === 'replace' ? 'MapRequest' : effect === 'upsert' ? 'ItemRequest' : null;
  const pointer = body === 'MapRequest' ? (shape.mapEnvelope ?? '/metadata') : body === 'ItemRequest' ? '/meta' : null;
  return {
    id: `${effect}-${on}`, effect, on, method: METHODS[`${effect}/${on}` as keyof typeof METHODS], path: pathOf(shape, effect, on), keyParameter: on === 'item' ? 'key' : null,
    requestMap: pointer, requestMapAliases: body === 'MapRequest' ? (shape.aliases ?? []) : [], responseMap: on === 'item' ? '/meta' : '/metadata',
    nullMeans: shape.nullRemoves === true ? 'removes' : 'invalid', answer: on === 'item' ? 'item' : 'map',
    requestSchema: body === null ? null : `/components/schemas/${body}`, responseSchema: null,
    success: { statuses: [200], constraint: '/x' }, effectConstraint: '/x', answerConstraint: '/x',
  };
}

function nested(tokens: readonly string[]): JsonSchema {
  const [first, ...rest] = tokens;
  if (first === undefined) return { $ref: '#/components/schemas/Map' };
  return { type: 'object', properties: { [first]: nested(rest) }, required: [first], additionalProperties: false };
}

function schemas(shape: Shape): Record<string, JsonSchema> {
  const value = { type: shape.nullRemoves === true ? ['string', 'null'] : 'string', maxLength: 255 };
  return {
    Key: shape.key,
    Value: value,
    Map: { type: 'object', ...(shape.mapProperties === undefined ? {} : { properties: shape.mapProperties }), propertyNames: { $ref: '#/components/schemas/Key' }, additionalProperties: { $ref: '#/components/schemas/Value' } },
    MapRequest: nested((shape.mapEnvelope ?? '/metadata').slice(1).split('/')),
    ItemRequest: { type: 'object', properties: { meta: { allOf: [{ $ref: '#/components/schemas/Map' }], minProperties: 1, maxProperties: 1 } }, required: ['meta'], additionalProperties: false },
    Id: { type: shape.idType ?? 'string' },
  };
}

/** Make a contract of a shape. */
export function makeContract(shape: Shape): Contract {
  const operations = shape.effects.map(([effect, on]) => operation(shape, effect, on));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { path, method } of operations) paths[path] = { ...paths[path], [method.toLowerCase()]: {} };
  return {
    id: shape.id, title: shape.id, file: `/${shape.id}.yaml`, sha256: '', documents: [],
    service: { types: ['compute'], versions: shape.versions ?? ['/v2.1'], project: 'optional', admin: shape.nullRemoves === true },
    resource: { noun: shape.id, parameter: 'id', idSchema: '/components/schemas/Id', operation: null, volatile: [] },
    operations, keySchema: '/components/schemas/Key', valueSchema: '/components/schemas/Value', mapSchema: '/components/schemas/Map',
    quota: { maxItems: shape.quota === undefined ? 128 : shape.quota, announcedAt: null, constraint: '/x-quota' },
    preconditions: shape.preconditions ?? null, laws: shape.laws ?? [], unaddressable: shape.unaddressable ?? '^(\\.|\\.\\.)$', visibleWithinMs: 0, visibilityConstraint: '/x',
    hazards: { keys: [], classes: ['key:newline'], permanent: [], ...shape.hazards },
    microversions: { header: 'X', legacyHeader: null, format: '{version}', min: '2.1', max: shape.maxMicroversion ?? null, probe: ['2.1', '2.41'], constraint: '/x' },
    rejections: {}, constraints: new Map([['/laws/case', { id: '/laws/case', origin: { kind: 'source', sources: [] }, beyond: shape.id === 'image' ? 'either' : 'reject' }]]),
    openapi: { openapi: '3.1.0', paths, components: { schemas: schemas(shape) } },
  };
}

const NARROW_KEY = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[A-Za-z0-9\\-_:.]*$' };
const ALL: Shape['effects'] = [['read', 'map'], ['read', 'item'], ['read', 'resource'], ['merge', 'map'], ['replace', 'map'], ['upsert', 'item'], ['remove', 'item']];

/** A resource with every effect, a narrow alphabet and a state precondition. */
export const SERVER = makeContract({
  id: 'server', effects: ALL, key: NARROW_KEY, versions: ['/v2.1', '/v2'], laws: [{ kind: 'case-distinct', constraint: '/laws/case' }],
  preconditions: {
    pointer: '/server/status', writable: ['ACTIVE'], constraint: '/x',
    actions: [
      { id: 'pause', path: '/servers/{id}/action', body: { pause: null }, undo: { unpause: null }, reaches: 'PAUSED', accepts: 'writes' },
      { id: 'lock', path: '/servers/{id}/action', body: { lock: null }, undo: { unlock: null }, reaches: null, accepts: 'reads-only' },
    ],
  },
});

/** Reserved keys, case twins that may be refused, an end of its microversions. */
export const IMAGE = makeContract({
  id: 'image', effects: ALL, key: { ...NARROW_KEY, not: { enum: ['name', 'id', 'owner', 'visibility'] } }, laws: [{ kind: 'case-distinct', constraint: '/laws/case' }],
  hazards: { keys: ['owner', 'visibility'], classes: ['key:newline', 'map:case-twin'] }, maxMicroversion: '2.38',
});

/** Merge through an action of the resource only; null removes; a named key that cannot be removed; no quota. */
export const AGGREGATE = makeContract({
  id: 'aggregate', effects: [['read', 'resource'], ['merge', 'resource']], key: NARROW_KEY, nullRemoves: true, mapEnvelope: '/set_metadata/metadata', aliases: ['/add_metadata/metadata'],
  mapProperties: { availability_zone: { type: 'string', minLength: 1, maxLength: 255 } }, quota: null, hazards: { permanent: ['availability_zone'] }, idType: 'integer',
});

/** Replace only, as the smallest documented API has it. */
export const REPLACE_ONLY = makeContract({ id: 'ecs', effects: [['read', 'map'], ['replace', 'map']], key: NARROW_KEY, versions: ['/v2.1', '/v2'] });

/** A wide alphabet with slash and space, a small quota. */
export const VOLUME = makeContract({ id: 'volume', effects: ALL, key: { ...NARROW_KEY, pattern: '^[A-Za-z0-9\\-_:. /]*$' }, quota: 40, unaddressable: '/' });

/** All of them. */
export const FIXTURES: readonly Contract[] = [SERVER, IMAGE, AGGREGATE, REPLACE_ONLY, VOLUME];

/** A place where everything is possible. */
export const EVERYWHERE: PlanContext = {
  slots: ['subject', 'bystander'], callers: ['owner', 'admin', 'reader', 'stranger', 'member', 'nobody', 'bad-token'], sacrificial: true,
  routes: [{ version: '/v2.1', project: false }, { version: '/v2.1', project: true }, { version: '/v2', project: false }], maxItems: null, maxMicroversion: '2.93',
};

/** A place with the least: one resource, one caller, one route, nothing may be disturbed. */
export const BARE: PlanContext = { slots: ['subject'], callers: ['owner'], sacrificial: false, routes: [{ version: '/v2.1', project: false }], maxItems: null, maxMicroversion: null };
