/** The lines of a journal: what a resource held before this run touched it, what the run made, and that all is as before again. */
import type { ContractId } from '../../contracts/contract.ts';
import type { JsonValue } from '../../generators/plan.ts';

/** Written before the first write to a resource. */
export interface OriginalLine {
  readonly type: 'original';
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly contract: ContractId;
  /** The physical resource: origin, service type, noun, id. */
  readonly resource: string;
  readonly resourceId: string;
  /** Where it was reached: `https://host` and the prefix before the contract's paths. */
  readonly origin: string;
  readonly prefix: string;
  readonly map: readonly (readonly [key: string, value: JsonValue])[];
  /** Keys that, once set, the API cannot remove. */
  readonly permanent: readonly string[];
  /** Who wrote this: a journal of a process that lives is not what an interrupted run left. Absent in journals of older versions. */
  readonly writer?: Writer | undefined;
  readonly at: string;
}

/** The process of a run, and what it ran on; an embedded reference cloud dies with its process, and its originals with it. */
export interface Writer {
  readonly pid: number;
  readonly host: string;
  readonly target: 'reference' | 'remote';
}

/** Written when a read has shown the original again. */
export interface RestoredLine {
  readonly type: 'restored';
  readonly resource: string;
  readonly at: string;
}

/** Written before a plan is performed: the keys its requests will name. A key that no run named and no original holds is somebody else's. */
export interface NamedLine {
  readonly type: 'named';
  readonly keys: readonly string[];
}

/** Written before something is made. */
export interface CreatingLine {
  readonly type: 'creating';
  readonly schemaVersion: 1;
  readonly runId: string;
  /** Kind of what is made. */
  readonly noun: string;
  /** Under whose contract requests about it are sent. */
  readonly contract: ContractId;
  /** No two creations have the same. */
  readonly name: string;
  /** The service: `https://host` and the prefix before its paths. */
  readonly origin: string;
  readonly prefix: string;
  readonly writer?: Writer | undefined;
  readonly at: string;
}

/** Written when the answer to a creation has told the id. */
export interface CreatedLine {
  readonly type: 'created';
  readonly name: string;
  readonly id: string;
}

/** Written when a read has shown that it is gone, or when it was never made. */
export interface DeletedLine {
  readonly type: 'deleted';
  readonly name: string;
  readonly at: string;
}

/** Written before a resource that is not ours alone is brought into another state: stopped, locked. */
export interface StateLine {
  readonly type: 'state';
  readonly contract: ContractId;
  readonly resource: string;
  readonly resourceId: string;
  readonly origin: string;
  readonly prefix: string;
  /** Id of the contract's state action. */
  readonly action: string;
  /** The state before; null when it could not be read. */
  readonly before: string | null;
  readonly at: string;
}

/** Written when the state before was reached again. */
export interface StateBackLine {
  readonly type: 'state-back';
  readonly resource: string;
  readonly action: string;
}

export type JournalLine = OriginalLine | RestoredLine | NamedLine | CreatingLine | CreatedLine | DeletedLine | StateLine | StateBackLine;

/** The lines of a journal's text; a last line that was torn by a crash is left out: nothing was written after it. */
export function parseJournal(text: string): readonly JournalLine[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as JournalLine];
    } catch {
      return [];
    }
  });
}

/** All keys that the run has named; null when the journal is of a version, or a run, that does not record them. */
export function journalledKeys(lines: readonly JournalLine[]): readonly string[] | null {
  const records = lines.some((line) => line.type === 'original' && line.writer?.target === 'remote');
  return records ? lines.flatMap((line) => (line.type === 'named' ? line.keys : [])) : null;
}

/** The originals that were not restored, newest first. */
export function openOriginals(lines: readonly JournalLine[]): readonly OriginalLine[] {
  const restored = new Set(lines.flatMap((line) => (line.type === 'restored' ? [line.resource] : [])));
  return lines.filter((line) => line.type === 'original').filter((line) => !restored.has(line.resource)).toReversed();
}

/** Something that was made, or may have been: without an id only its name is known. */
export interface OpenCreation extends CreatingLine {
  readonly id: string | null;
}

/** The creations that are not known to be gone, newest first. */
export function openCreations(lines: readonly JournalLine[]): readonly OpenCreation[] {
  const gone = new Set(lines.flatMap((line) => (line.type === 'deleted' ? [line.name] : [])));
  const ids = new Map(lines.flatMap((line) => (line.type === 'created' ? [[line.name, line.id] as const] : [])));
  return lines.filter((line) => line.type === 'creating').filter(({ name }) => !gone.has(name)).map((line) => ({ ...line, id: ids.get(line.name) ?? null })).toReversed();
}

/** The state actions that were not taken back, newest first. */
export function openStates(lines: readonly JournalLine[]): readonly StateLine[] {
  const open: StateLine[] = [];
  for (const line of lines) {
    if (line.type === 'state') open.push(line);
    if (line.type !== 'state-back') continue;
    const at = open.findLastIndex(({ resource, action }) => resource === line.resource && action === line.action);
    if (at >= 0) open.splice(at, 1);
  }
  return open.toReversed();
}

/** Whether anything is left to do. */
export function isOpen(lines: readonly JournalLine[]): boolean {
  return openOriginals(lines).length + openCreations(lines).length + openStates(lines).length > 0;
}
