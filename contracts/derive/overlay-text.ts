import { stringify } from 'yaml';
import type { Overlay } from './overlay.ts';

/** Values that are written once, with an anchor, when they are longer than this as JSON. */
const SHARED = 60;

/** Equal objects become one object, which YAML then writes once. */
function interned(value: unknown, seen: Map<string, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  const known = text.length > SHARED ? seen.get(text) : undefined;
  if (known !== undefined) return known;
  const own = Array.isArray(value) ? value.map((item) => interned(item, seen)) : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, interned(member, seen)]));
  if (text.length > SHARED) seen.set(text, own);
  return own;
}

/** An overlay as YAML; a choice that bears several facts is written once. */
export function overlayText(overlay: Overlay): string {
  return stringify(interned(overlay, new Map()), { lineWidth: 0 });
}
