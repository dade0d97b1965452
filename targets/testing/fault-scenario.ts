/** A fault's tell-tale over HTTP: a few requests, what a right cloud shows after them and what the one with the fault shows. */
import { ask } from '../reference/ask.ts';
import type { Answer } from '../reference/ask.ts';
import type { ReferenceCloud } from '../reference/cloud.ts';

/** Where requests go: the path before the item, and whose token they carry. */
interface Place {
  readonly cloud: ReferenceCloud;
  readonly on: 'server' | 'image' | 'aggregate';
  readonly version: string;
  readonly index: number;
}

/** One request. */
export type Asking = (place: Place) => Promise<Answer>;

/** The whole scenario. */
export interface Scenario {
  /** Default: server. */
  readonly on?: Place['on'];
  readonly asks: readonly Asking[];
  /** What to look at: the map afterwards (default), or status or body of the last answer. */
  readonly look?: 'map' | 'status' | 'answer';
  readonly right: unknown;
  readonly wrong: unknown;
}

function pathOf({ cloud, index, on, version }: Place): string {
  const id = cloud.resources[on]![index]!;
  return on === 'aggregate' ? `${version}/os-aggregates/${id}` : `${version}/${on}s/${id}`;
}

async function send(place: Place, method: string, behind: string, body?: unknown): Promise<Answer> {
  const token = place.on === 'aggregate' ? place.cloud.tokens.admin : place.cloud.tokens.owner;
  return ask(place.cloud, method, `${pathOf(place)}${behind}`, { token, ...(body === undefined ? {} : { body }) });
}

/** POST of a map; text is the body as it stands. */
export function merge(metadata: object | string): Asking {
  return async (place) => {
    if (place.on === 'aggregate') return send(place, 'POST', '/action', { set_metadata: { metadata } });
    return send(place, 'POST', '/metadata', typeof metadata === 'string' || metadata instanceof Uint8Array ? metadata : { metadata });
  };
}

/** PUT of the whole map. */
export function replace(metadata: object): Asking {
  return async (place) => send(place, 'PUT', '/metadata', { metadata });
}

/** PUT of one item. */
export function upsert(key: string, value: unknown): Asking {
  return async (place) => send(place, 'PUT', `/metadata/${encodeURIComponent(key)}`, { meta: Object.fromEntries([[key, value]]) });
}

/** DELETE of one item. */
export function remove(key: string): Asking {
  return async (place) => send(place, 'DELETE', `/metadata/${encodeURIComponent(key)}`);
}

/** GET of one item. */
export function readItem(key: string): Asking {
  return async (place) => send(place, 'GET', `/metadata/${encodeURIComponent(key)}`);
}

/** GET of the map: on its own, or of the aggregate that shows it. */
export const readMap: Asking = async (place) => send(place, 'GET', place.on === 'aggregate' ? '' : '/metadata');

/** GET of the resource. */
export const readResource: Asking = async (place) => send(place, 'GET', '');

/** The same under another version prefix, the project id in it if wanted. */
export function under(asking: Asking, version: string, withProject = false): Asking {
  return async (place) => asking({ ...place, version: withProject ? `${version}/${place.cloud.users.owner.projectId}` : version });
}

/** The same, and of its answer only the member at a path. */
export function within(asking: Asking, path: readonly string[]): Asking {
  return async (place) => {
    const answer = await asking(place);
    return { ...answer, json: path.reduce<unknown>((here, name) => (here as Readonly<Record<string, unknown>>)[name], answer.json) };
  };
}

/** The same on another resource of the kind. */
export function elsewhere(asking: Asking): Asking {
  return async (place) => asking({ ...place, index: place.index + 1 });
}

function mapIn({ json }: Answer): unknown {
  const body = json as { readonly metadata?: unknown; readonly aggregate?: { readonly metadata: unknown } };
  return body.aggregate?.metadata ?? body.metadata;
}

/** Play a scenario and look where it says; servers and images start with an empty map. */
export async function play(cloud: ReferenceCloud, { asks, look = 'map', on = 'server' }: Scenario): Promise<unknown> {
  const place: Place = { cloud, on, version: '/v2.1', index: 0 };
  const clean = replace({});
  if (on !== 'aggregate') await Promise.all([clean(place), elsewhere(clean)(place)]);
  let last: Answer | undefined;
  for (const asking of asks) last = await asking(place);
  switch (look) {
    case 'map': return mapIn(await readMap(place));
    case 'status': return last?.status;
    case 'answer': return last?.json;
  }
}

/** A value that is stored as something else. */
export function storesValue(value: string, wrong: unknown, key = 'k'): Scenario {
  return { asks: [merge(Object.fromEntries([[key, value]]))], right: Object.fromEntries([[key, value]]), wrong: Object.fromEntries([[key, wrong]]) };
}

/** A map that is stored as another one. */
export function storesMap(sent: object, wrong: object, on: Place['on'] = 'server'): Scenario {
  return { on, asks: [merge(sent)], right: sent, wrong };
}
