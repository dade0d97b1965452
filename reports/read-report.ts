import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { ConfigError } from '../specs/config-error.ts';
import schema from './report.schema.json' with { type: 'json' };
import type { Report } from './report.ts';
import { REPORT_FILE } from './report-files.ts';

let compiled: ValidateFunction<Report> | null = null;

/** Compiled when it is first needed: whoever imports this for its types should not wait for it. */
function validator(): ValidateFunction<Report> {
  return (compiled ??= new Ajv2020({ allErrors: false, strict: true, allowUnionTypes: true, strictTuples: false }).compile<Report>(schema));
}

function unreadable(path: string, what: string, cause?: unknown): ConfigError {
  return new ConfigError('REPORT_UNREADABLE', `${path}: ${what}. Name the report folder of a run, or its ${REPORT_FILE}.`, { cause });
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, `cannot be read (${(cause as Error).message})`, cause);
  }
}

/** The path of a file inside a report folder, whether the caller named the folder or the file itself. */
export function fileInReport(given: string, name: string): string {
  return statSync(given, { throwIfNoEntry: false })?.isDirectory() === true ? join(given, name) : given;
}

/**
 * Reads a report back and holds it against the published schema.
 * @param given a report folder or a `report.json`.
 * @throws {ConfigError} REPORT_UNREADABLE, with the first place that is wrong.
 */
export function readReport(given: string): Report {
  const path = fileInReport(given, REPORT_FILE);
  let value: unknown;
  try {
    value = JSON.parse(text(path));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw unreadable(path, `is not JSON (${(cause as Error).message})`, cause);
  }
  const validate = validator();
  if (validate(value)) return value;
  const [first] = validate.errors ?? [];
  throw unreadable(path, `is not a report of schemaVersion 1: ${first?.instancePath || 'the root'} ${first?.message ?? 'is wrong'}`);
}
