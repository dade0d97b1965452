/** OpenAPI Overlay 1.0: changes to a contract, kept apart from it. */
import { isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import type { JsonValue } from 'jsonpath-rfc9535';

/** One change: what to change (RFC 9535), why, and the change. */
export interface OverlayAction {
  readonly target: string;
  readonly description?: string;
  readonly update?: unknown;
  readonly remove?: boolean;
}

/** An overlay as the data of its file. */
export interface Overlay {
  readonly overlay: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly extends?: string;
  readonly actions: readonly OverlayAction[];
}

/** An overlay that cannot be applied; the message says which action, what was expected and what was found. */
export class OverlayError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'OPTION_INVALID';
}

/** Holds data against the parts of the format that are used. @throws {OverlayError} */
export function asOverlay(data: unknown, file: string): Overlay {
  const overlay = data as Overlay;
  if (!isObject(data) || !/^1\.\d+\.\d+$/.test(overlay.overlay)) throw new OverlayError(`${file}: expected an OpenAPI Overlay with overlay: 1.0.0, found ${JSON.stringify((data as PlainObject | null)?.['overlay'] ?? null)}.`);
  if (!Array.isArray(overlay.actions)) throw new OverlayError(`${file} at /actions: expected a list of actions, found ${JSON.stringify(overlay.actions ?? null)}.`);
  for (const [index, action] of (overlay.actions as readonly (OverlayAction | null)[]).entries()) {
    if (action === null || typeof action.target !== 'string' || !action.target.startsWith('$')) throw new OverlayError(`${file} at /actions/${index}/target: expected a JSONPath that begins with $, found ${JSON.stringify(action?.target ?? null)}.`);
    if (action.update === undefined && action.remove !== true) throw new OverlayError(`${file} at /actions/${index}: expected update, or remove: true, found neither.`);
  }
  return overlay;
}

/** Objects are merged member by member, lists grow at their end, anything else is replaced. */
function merged(base: unknown, update: unknown): unknown {
  if (Array.isArray(base)) return [...(base as unknown[]), ...(Array.isArray(update) ? (update as unknown[]) : [update])];
  if (!isObject(base) || !isObject(update)) return update;
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(update)) Object.defineProperty(result, name, { value: Object.hasOwn(base, name) ? merged(base[name], value) : value, enumerable: true, writable: true, configurable: true });
  return result;
}

type Path = readonly (string | number)[];

/** The steps of a path in its normal form (RFC 9535, section 2.7). */
function tokensOf(path: string): Path {
  return [...path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)].map(([, name, index]) => (
    name === undefined ? Number(index) : (JSON.parse(`"${name.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`) as string)));
}

function change(root: unknown, path: Path, make: (value: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return make(root);
  if (Array.isArray(root)) return (root as unknown[]).map((item, index) => (index === first ? change(item, rest, make) : item));
  if (!isObject(root)) return root;
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, name === first ? change(value, rest, make) : value]));
}

function without(root: unknown, path: Path): unknown {
  const parent = path.slice(0, -1);
  const last = path.at(-1)!;
  return change(root, parent, (value) => {
    if (Array.isArray(value)) return (value as unknown[]).filter((_, index) => index !== last);
    return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== last)) : value;
  });
}

/**
 * The contract with an overlay laid over it; neither is changed. A target that nothing matches is not an error of the format: it is given to `unused`.
 * @throws {OverlayError} when a target is no JSONPath.
 */
export async function applyOverlay(data: unknown, overlay: Overlay, unused: (action: OverlayAction, index: number) => void = () => undefined): Promise<unknown> {
  const { paths } = await import('jsonpath-rfc9535');
  let result: unknown = structuredClone(data);
  for (const [index, action] of overlay.actions.entries()) {
    let found: readonly Path[];
    try {
      found = action.target === '$' ? [[]] : paths(result as JsonValue, action.target).map(tokensOf);
    } catch (cause) {
      throw new OverlayError(`overlay ${overlay.info.title} at /actions/${index}/target: expected a JSONPath (RFC 9535), found ${action.target} (${cause instanceof Error ? cause.message : String(cause)}).`);
    }
    if (found.length === 0) unused(action, index);
    // From the last to the first, so that places in lists stay what they were.
    for (const path of found.toReversed()) result = action.remove === true ? without(result, path) : change(result, path, (value) => merged(value, action.update));
  }
  return result;
}
