/** The derived parts of the contracts that come along, kept as data: what was read, line by line, without its sentences. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveContracts } from './derive-contract.ts';
import type { PlainObject } from '../plain-object.ts';
import { readDocument } from './read-document.ts';

/** Folders of the derived parts and of the overlays that make contracts of them. */
export const DERIVED_FOLDER = join(import.meta.dirname, '../derived');
export const OVERLAY_FOLDER = join(import.meta.dirname, '../overlays');

/** Which documents each contract is derived from, by file name. The contracts without any are choices throughout. */
export const CONTRACT_DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  server: ['openstack-server-metadata-merge.rst', 'openstack-server-metadata-item-upsert.rst'],
  image: ['openstack-image-metadata-item-upsert.rst'],
  aggregate: ['openstack-aggregate-set-metadata.rst'],
  ecs: ['ecs-server-metadata-replace.md'],
  flavor: ['current/nova/api-ref/source/os-flavor-extra-specs.inc'],
  snapshot: ['current/cinder/api-ref/source/v3/volumes-v3-snapshots.inc'],
  volume: ['current/cinder/api-ref/source/v3/volumes-v3-volumes.inc'],
};

/** The kept derived part of a contract; null: there is none. */
export function derivedPart(id: string): PlainObject | null {
  const file = join(DERIVED_FOLDER, `${id}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PlainObject) : null;
}

/** The derived part of a contract, read anew from the documents in a folder. @throws when one of them is not there. */
export async function deriveAnew(id: string, folder: string): Promise<PlainObject> {
  const documents = await Promise.all((CONTRACT_DOCUMENTS[id] ?? []).map((name) => readDocument(join(folder, name))));
  return deriveContracts(documents).contracts[0]!.data;
}
