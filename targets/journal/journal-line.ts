/** The lines of a journal: what a resource held before this run touched it, and that it holds it again. */
import type { ContractId } from '../../contracts/contract.ts';
import type { JsonValue } from '../../generators/plan.ts';
import type { TargetKind } from '../target.ts';

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

/** The process of a run, and what it ran on; what is embedded in a process dies with it, and its originals, too. */
export interface Writer {
  readonly pid: number;
  readonly host: string;
  readonly target: TargetKind;
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

export type JournalLine = OriginalLine | RestoredLine | NamedLine;

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
