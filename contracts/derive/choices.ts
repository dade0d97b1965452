/** What the default choices are written with: members that are added, each with its choice. */
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { pascal } from './derive-schemas.ts';

/** A contract, or a part of one, in the making. */
export type Data = Record<string, unknown>;

/** A choice in the making. */
export interface Choice {
  readonly assume: string;
  readonly because: string;
  readonly evidence: readonly unknown[];
}

/** Makes the choice that assumes a sentence. */
export type Choose = (assume: string) => Choice;

/** Add members that are not there yet, each with its choice. */
export function choose(holder: Data, members: PlainObject, choice: Choice, beyond?: 'reject' | 'either'): void {
  for (const [name, value] of Object.entries(members)) {
    if (Object.hasOwn(holder, name)) continue;
    holder[name] = value;
    holder['x-choice'] = { ...asObject(holder['x-choice']), [name]: choice };
    if (beyond !== undefined) holder['x-beyond'] = { ...asObject(holder['x-beyond']), [name]: beyond };
  }
}

/** The member of a name, made an object where it is none. */
export function member(holder: Data, name: string): Data {
  holder[name] = isObject(holder[name]) ? holder[name] : {};
  return holder[name] as Data;
}

/** All operations of a contract in the making. */
export function operationsOf(data: PlainObject): readonly { readonly path: string; readonly method: string; readonly operation: Data }[] {
  return Object.entries(asObject(data['paths'])).flatMap(([path, item]) => Object.entries(asObject(item)).filter(([method]) => /^(?:get|post|put|delete|patch)$/.test(method))
    .map(([method, operation]) => ({ path, method, operation: operation as Data })));
}

/** Whether there is an operation of this effect on this scope. */
export function hasOperation(data: PlainObject, effect: string, on: string): boolean {
  return operationsOf(data).some(({ operation }) => operation['x-effect'] === effect && operation['x-on'] === on);
}

/** A reference to a schema. */
export function ref(name: string): PlainObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** A JSON body of a schema. */
export function jsonContent(name: string): PlainObject {
  return { 'application/json': { schema: ref(name) } };
}

/** A body that holds the map, or the item, at a pointer and nothing that is known beside it. */
export function envelope(pointer: string, leaf: PlainObject, choice: Choice): PlainObject {
  const [token, ...rest] = pointer.split('/').slice(1);
  if (token === undefined) return leaf;
  const inner = envelope(rest.length === 0 ? '' : `/${rest.join('/')}`, leaf, choice);
  return { type: 'object', required: [token], properties: { [token]: inner }, 'x-choice': { type: choice, required: choice } };
}

/** Its schemas. */
export function schemasOf(data: Data): Data {
  return member(member(data, 'components'), 'schemas');
}

/** Where the operations of a contract stand and what is in their bodies. */
export interface Plan {
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

/** The plan of a contract in the making. */
export function planOf(data: Data, chosen: Choose): Plan {
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
