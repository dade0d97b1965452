/** The overlay that leads from one contract to another: a derived one to the one that people wrote. */
import { isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import type { Overlay, OverlayAction } from './overlay.ts';

type Path = readonly string[];

/** A place as a JSONPath in its normal form. */
export function jsonPath(path: Path): string {
  return `$${path.map((name) => `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`).join('')}`;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** The same data with members in one order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isObject(value) ? Object.fromEntries(Object.keys(value).toSorted().map((name) => [name, sorted(value[name])])) : value;
}

interface Difference {
  readonly removals: Path[];
  /** Places at which members are set, deepest common object first. */
  readonly updates: { readonly path: Path; readonly update: Record<string, unknown> }[];
}

/** Where facts come from is one statement: it is taken over whole or replaced whole. */
const ORIGINS = new Set(['x-source', 'x-choice', 'x-beyond']);

function compare(base: PlainObject, wanted: PlainObject, path: Path, into: Difference): void {
  const update: Record<string, unknown> = {};
  for (const name of Object.keys(base)) if (!Object.hasOwn(wanted, name)) into.removals.push([...path, name]);
  for (const [name, value] of Object.entries(wanted)) {
    const own = Object.hasOwn(base, name) ? base[name] : undefined;
    if (own !== undefined && isEqual(own, value)) continue;
    if (isObject(own) && isObject(value) && !ORIGINS.has(name)) {
      compare(own, value, [...path, name], into);
      continue;
    }
    // A list would grow and a shape could be merged: what is of another kind goes first.
    if (own !== undefined && (Array.isArray(own) || isObject(own))) into.removals.push([...path, name]);
    update[name] = value;
  }
  if (Object.keys(update).length > 0) into.updates.push({ path, update });
}

function reasonsIn(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  const because = value['because'];
  return typeof because === 'string' ? [because] : Object.values(value).flatMap(reasonsIn);
}

function updateAction({ path, update }: Difference['updates'][number]): OverlayAction {
  const reasons = [...new Set(reasonsIn(update))];
  const [first, second] = reasons;
  const names = Object.keys(update);
  const plain = names.every((name) => name === 'x-source') ? 'The lines, as cited by hand.' : names.every((name) => name === 'example') ? 'An example of the shapes, for tools that make answers from it.' : `Set by hand: ${names.join(', ')}.`;
  const description = first === undefined ? plain : second === undefined ? first : `${first} Further reasons stand beside each choice.`;
  return { target: jsonPath(path), description, update };
}

/** Why something that was derived goes. */
function removalReason(path: Path, isGone: boolean): string {
  if (path[0] === 'x-documents') return 'The documents are listed in documents.json.';
  if (path.at(-1) === 'x-source') return isGone ? 'Not a fact of the document: chosen, with its reason beside it.' : 'The lines are cited by hand, and some of the facts are choices.';
  return isGone ? 'Not taken over from the document.' : 'Stated otherwise below.';
}

function removeAction(path: Path, wanted: PlainObject): OverlayAction {
  let here: unknown = wanted;
  for (const name of path) here = isObject(here) ? here[name] : undefined;
  return { target: jsonPath(path), description: removalReason(path, here === undefined), remove: true };
}

/** Notes on how a contract was read are told apart from all else, wherever they stand. */
function withoutReadings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReadings);
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'x-derived').map(([name, member]) => [name, withoutReadings(member)])) : value;
}

/**
 * The overlay that, laid over `base`, gives `wanted`. Its reasons are those that the choices in `wanted` bear. Notes on how facts were read (`x-derived`)
 * go, unless `wanted` has them.
 */
export function makeOverlay(base: PlainObject, wanted: PlainObject, title: string): Overlay {
  const difference: Difference = { removals: [], updates: [] };
  const keeps = isEqual(withoutReadings(wanted), wanted) === false;
  compare(keeps ? base : (withoutReadings(base) as PlainObject), wanted, [], difference);
  const actions = [
    ...(keeps ? [] : [{ target: "$..['x-derived']", description: 'How each fact was read is kept with the derived part.', remove: true }]),
    ...difference.removals.map((path) => removeAction(path, wanted)),
    ...difference.updates.map(updateAction),
  ];
  return { overlay: '1.0.0', info: { title, version: '1.0.0' }, actions };
}
