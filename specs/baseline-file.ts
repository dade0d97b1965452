/** Reads of an earlier report what `--baseline` needs: which run it was, and what it found. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error.ts';
import type { Baseline } from './waivers.ts';

/** The parts of a report that a baseline is made of. */
interface ReportLike {
  readonly schemaVersion: 1;
  readonly run: { readonly id: string };
  readonly verdicts: readonly { readonly findings: readonly { readonly id: string }[] }[];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasId(value: unknown): boolean {
  return isObject(value) && typeof value['id'] === 'string';
}

function isReportLike(value: unknown): value is ReportLike {
  if (!isObject(value) || value['schemaVersion'] !== 1 || !hasId(value['run']) || !Array.isArray(value['verdicts'])) return false;
  return value['verdicts'].every((row: unknown) => isObject(row) && Array.isArray(row['findings']) && row['findings'].every(hasId));
}

function unreadable(path: string, what: string, cause?: unknown): ConfigError {
  return new ConfigError('BASELINE_UNREADABLE', `--baseline: ${path} ${what}. Name the report folder of an earlier run, or its report.json.`, { cause });
}

/**
 * Reads a baseline.
 * @param given a `report.json`, or the folder it is in.
 * @throws {ConfigError} BASELINE_UNREADABLE.
 */
export function readBaseline(given: string): Baseline {
  const path = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true ? join(given, 'report.json') : given;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw unreadable(path, `${cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'} (${(cause as Error).message})`, cause);
  }
  if (!isReportLike(value)) throw unreadable(path, 'is not a report of schemaVersion 1');
  return { run: value.run.id, findings: value.verdicts.flatMap(({ findings }) => findings.map(({ id }) => id)) };
}
