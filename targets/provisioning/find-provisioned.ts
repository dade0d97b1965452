/** Looks in a cloud for what runs have made and not removed, by its name alone: for when no journal tells of it any more. */
import type { KindDoor } from './door-to-kind.ts';
import type { ResourceKind } from './resource-kind.ts';
import { NAME_PREFIX, readProvisionedName } from './provisioned-name.ts';
import type { NameParts } from './provisioned-name.ts';

/** Something whose name is of our shape. */
export interface Stray extends NameParts {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly name: string;
}

/** What a search gave; `unread` are nouns whose list could not be read. */
export interface Strays {
  readonly found: readonly Stray[];
  readonly unread: readonly string[];
}

/** Look through the lists of the kinds that have a door. Names of another shape are nobody's of ours, whatever they begin with. */
export async function findProvisioned(doors: readonly KindDoor[]): Promise<Strays> {
  const found: Stray[] = [];
  const unread: string[] = [];
  for (const { kind, door } of doors) {
    const listed = await kind.find(door, NAME_PREFIX);
    if (listed === null) unread.push(kind.noun);
    for (const { id, name } of listed ?? []) {
      const parts = readProvisionedName(name);
      if (parts !== null && parts.noun === kind.noun) found.push({ ...parts, kind, id, name });
    }
  }
  return { found, unread };
}
