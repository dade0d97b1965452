/** The ladder's hands: one resource's map, read and written through its contract. */
import type { Entry, JsonValue } from '../generators/plan.ts';
import type { JsonMap } from './json-map.ts';
import type { MapEditor } from './ladder.ts';
import { operationOf } from './operations.ts';
import type { RequestStep } from './operations.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Slot } from '../generators/plan.ts';

/** Means to send one step and to read the map. */
export interface EditorMeans {
  readonly contract: Contract;
  readonly slot: Slot;
  readonly read: MapEditor['read'];
  /** False when the step was cleanly refused. */
  readonly send: (step: RequestStep) => Promise<boolean>;
}

/**
 * Whether a key makes a path that something in between may take for another one: behind `/servers/ID/metadata/..` stands the server itself, which a removal
 * would then delete. Decoding comes before that, so the parts of a key count too.
 */
function leadsAstray(key: string): boolean {
  return key === '' || key.split(/[/\\]/).some((part) => part === '.' || part === '..');
}

/** An editor with exactly the writes that the contract has. What would be addressed by a key that leads astray is not sent. */
export function mapEditor({ contract, slot, read, send }: EditorMeans): MapEditor {
  const entries = (map: JsonMap): readonly Entry[] => [...map];
  const has = (step: RequestStep): boolean => operationOf(contract, step) !== null;
  const merge = operationOf(contract, { op: 'merge', slot, entries: [] });
  const sendItem = async (step: RequestStep & { readonly urlKey: string }): Promise<boolean> => !leadsAstray(step.urlKey) && send(step);
  return {
    read,
    replace: has({ op: 'replace', slot, entries: [] }) ? (map) => send({ op: 'replace', slot, entries: entries(map) }) : null,
    merge: merge === null ? null : (map) => send({ op: 'merge', slot, entries: entries(map) }),
    nullRemoves: merge?.nullMeans === 'removes',
    upsert: has({ op: 'upsert', slot, urlKey: '', entries: [] })
      ? (key: string, value: JsonValue) => sendItem({ op: 'upsert', slot, urlKey: key, entries: [[key, value]] }) : null,
    remove: has({ op: 'remove', slot, urlKey: '' }) ? (key) => sendItem({ op: 'remove', slot, urlKey: key }) : null,
  };
}
