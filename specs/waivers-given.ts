import { readBaseline } from './baseline-file.ts';
import { type Accepted, NOTHING_ACCEPTED } from './waivers.ts';
import { type KnownIds, readWaivers } from './waivers-file.ts';

/** The files that say what a caller accepts; null: not given. */
export interface AcceptedFiles {
  readonly waiversFile: string | null;
  readonly baselineFile: string | null;
}

/**
 * Reads what the caller of a run accepts beforehand.
 * @throws {ConfigError} WAIVERS_INVALID or BASELINE_UNREADABLE, before anything was sent.
 */
export function readAccepted({ waiversFile, baselineFile }: AcceptedFiles, known: KnownIds): Accepted {
  if (waiversFile === null && baselineFile === null) return NOTHING_ACCEPTED;
  return { waivers: waiversFile === null ? [] : readWaivers(waiversFile, known), baseline: baselineFile === null ? null : readBaseline(baselineFile) };
}
