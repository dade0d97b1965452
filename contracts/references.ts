/** What a contract file refers to within itself. */
import type { JsonPointer } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { escapeToken, resolvePointer } from './json-pointer.ts';
import { nearestName } from './nearest-name.ts';
import { asObject } from './plain-object.ts';

/** The pointer behind a `$ref` into the same file. */
export function refPointer(ref: string): JsonPointer {
  return decodeURIComponent(ref.slice(1));
}

/** Where a schema stands in the end: `$ref`s without siblings are followed. */
export function followRefs(root: unknown, pointer: JsonPointer): JsonPointer {
  const seen = new Set<JsonPointer>();
  let here = pointer;
  while (!seen.has(here)) {
    seen.add(here);
    const ref = asObject(resolvePointer(root, here))['$ref'];
    if (typeof ref !== 'string') break;
    here = refPointer(ref);
  }
  return here;
}

function refs(pointer: JsonPointer, value: unknown): readonly { pointer: JsonPointer; ref: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [{ pointer: `${pointer}/$ref`, ref: member }] : refs(`${pointer}/${escapeToken(name)}`, member));
}

/** `$ref`s that lead nowhere; one fault for each missing target, at the first place that refers to it. */
export function danglingRefs(root: unknown): readonly Fault[] {
  const schemas = Object.keys(asObject(asObject(asObject(root)['components'])['schemas'])).map((name) => `#/components/schemas/${name}`);
  const dangling = refs('', root).filter(({ ref }) => ref.startsWith('#/') && resolvePointer(root, refPointer(ref)) === undefined);
  return [...Map.groupBy(dangling, ({ ref }) => ref)].map(([ref, places]) => {
    const near = nearestName(ref, schemas);
    const others = places.length === 1 ? '' : ` (${places.length} times)`;
    return { pointer: places[0]!.pointer, expected: `a place in this file${near === null ? '' : ` (the nearest is ${near})`}`, found: `${ref}${others}` };
  });
}
