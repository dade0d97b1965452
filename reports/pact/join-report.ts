/** Where the results of pacts go: into the report of a run on the same target where there is one, else into a report of their own. */
import { accessSync, appendFileSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../specs/config-error.ts';
import { makeFolder } from '../../specs/make-folder.ts';
import type { RecordedVerification } from '../../specs/pact/verify-pacts.ts';
import type { Recording, RunHeader } from '../../specs/recording.ts';
import { createTraceFile, readTraceFile, TRACE_FILE } from '../../specs/trace-file.ts';
import { contractsOf, judgeRecording } from '../judge-recording.ts';
import type { Report } from '../report.ts';
import { writeReport } from '../write-report.ts';

function faultOf({ argv }: RunHeader): string | undefined {
  return argv[argv.indexOf('--fault') + 1 || argv.length];
}

function hosts({ target }: RunHeader): string {
  return target.endpoint.split(' ').flatMap((url) => URL.parse(url)?.host ?? []).toSorted()[0] ?? '';
}

/** The same target: an embedded cloud (its port changes) with the same fault, or the same host. */
function isSameTarget(one: RunHeader, other: RunHeader): boolean {
  if (one.target.kind !== other.target.kind) return false;
  return one.target.kind === 'reference' ? faultOf(one) === faultOf(other) : hosts(one) === hosts(other);
}

/** The finished run on the same target whose recording a folder holds; null when there is none. */
async function recordingIn(folder: string, header: RunHeader): Promise<Recording | null> {
  const path = join(folder, TRACE_FILE);
  if (!existsSync(path)) return null;
  try {
    const recording = await readTraceFile(path);
    // One that cannot be judged again cannot be joined.
    contractsOf(recording);
    return recording.end !== null && recording.header.contracts.length > 0 && isSameTarget(recording.header, header) ? recording : null;
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

function writeAlone(folder: string, { header, pact, end }: RecordedVerification): Recording {
  const file = createTraceFile(folder);
  try {
    for (const line of [header, { type: 'pact', pact } as const, end]) file.append(line);
  } finally {
    file.close();
  }
  return { header, traces: [], end, pact };
}

/** Makes the folder, so that one that cannot be written costs nobody a request. @throws {ConfigError} REPORT_FOLDER. */
export function checkReportFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--report ${folder}: cannot be written (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
}

/**
 * Write the results down.
 * @returns the report they are in now, its files, and whether it is that of an earlier run.
 * @throws {ConfigError} REPORT_FOLDER.
 */
export async function joinReport(folder: string, verification: RecordedVerification): Promise<{ readonly report: Report; readonly files: readonly string[]; readonly joined: boolean }> {
  const before = await recordingIn(folder, verification.header);
  if (before !== null) appendFileSync(join(folder, TRACE_FILE), `${JSON.stringify({ type: 'pact', pact: verification.pact })}\n`);
  const recording = before === null ? writeAlone(folder, verification) : { ...before, pact: verification.pact };
  const report = await judgeRecording(recording);
  return { report, files: writeReport(report, folder), joined: before !== null };
}
