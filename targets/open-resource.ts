/** Opens a resource for writing: its original is read, journalled and cleared away; what cannot be cleared is the provider's. */
import { hostname } from 'node:os';
import type { Contract } from '../contracts/contract.ts';
import { routePrefix } from './build-request.ts';
import type { BoundRoute } from './build-request.ts';
import { appendLine } from './journal/journal.ts';
import type { Writer } from './journal/journal-line.ts';
import { whyNotRestorable } from './journal/restorable.ts';
import type { JsonMap } from './json-map.ts';
import { reachMap } from './ladder.ts';
import type { MapEditor } from './ladder.ts';
import type { NamedKeys } from './named-keys.ts';
import { CutShort } from './recorder.ts';
import { watchingReplacement } from './outlasting.ts';
import { noteMap } from './resource.ts';
import type { PhysicalResource } from './resource.ts';

export interface Opening {
  readonly contract: Contract;
  readonly resource: PhysicalResource;
  readonly editor: MapEditor;
  readonly origin: string;
  readonly route: BoundRoute;
  readonly journalDir: string;
  readonly runId: string;
  readonly named: NamedKeys;
  readonly kind: Writer['target'];
}

/** The resource's name in journals: where it is and which it is. */
export function journalIdentity(origin: string, resource: PhysicalResource): string {
  return `${origin} ${resource.identity}`;
}

async function journal(opening: Opening, original: JsonMap): Promise<void> {
  const { contract, resource, origin, route } = opening;
  if (resource.provisioned) return;
  try {
    await appendLine(opening.journalDir, opening.runId, {
      type: 'original', schemaVersion: 1, runId: opening.runId, contract: contract.id, resource: journalIdentity(origin, resource), resourceId: resource.id,
      origin, prefix: routePrefix(route), map: [...original], permanent: contract.hazards.permanent,
      writer: { pid: process.pid, host: hostname(), target: opening.kind }, at: new Date().toISOString(),
    });
  } catch (error) {
    throw new CutShort({ kind: 'busy', message: `The journal in ${opening.journalDir} could not be written (${error instanceof Error ? error.message : 'error'}); nothing is written to the resource.` });
  }
}

/** Put a resource's original into the journal; once is enough. @returns it. @throws {CutShort} when the resource must not be written to. */
export async function secureResource(opening: Opening): Promise<JsonMap> {
  const { contract, resource, editor } = opening;
  if (resource.original !== null) return resource.original;
  const original = await editor.read(0);
  if (original === null) throw new CutShort({ kind: 'busy', message: 'The original metadata could not be read; nothing is written to the resource.' });
  const obstacle = whyNotRestorable(contract, original);
  if (obstacle !== null) throw new CutShort({ kind: 'busy', message: `The original could not be put back. ${obstacle}` });
  await journal(opening, original);
  resource.original = original;
  return original;
}

/** Journal and clear a resource before the first plan on it; once is enough. @throws {CutShort} when it must not be written to. */
export async function openResource(opening: Opening): Promise<void> {
  const { contract, resource, editor } = opening;
  if (resource.survivors !== null) return;
  const isSecured = resource.original !== null;
  const original = await secureResource(opening);
  resource.survivors = new Set();
  const ignores = (key: string): boolean => contract.hazards.permanent.includes(key);
  noteMap(resource, original, opening.named);
  const watched = watchingReplacement(editor);
  const { last } = await reachMap(watched.editor, { map: new Map(), ignores }, { known: isSecured ? null : original, oneByOne: true, patience: 2 });
  resource.survivors = new Set(last?.keys());
  resource.outlasting = watched.outlasting();
  // The originals are gone: no write of the run meets them.
  resource.mostForeign = 0;
  noteMap(resource, last, opening.named);
}
