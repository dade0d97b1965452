import { dirname } from 'node:path';
import { judgeRecording } from '../reports/judge-recording.ts';
import { fileInReport } from '../reports/read-report.ts';
import { closingTable, isColored } from '../reports/terminal.ts';
import { writeReport } from '../reports/write-report.ts';
import type { Profile } from '../specs/judgement.ts';
import { readTraceFile, TRACE_FILE } from '../specs/trace-file.ts';

/** The flags of `metaconform rejudge`. */
export interface RejudgeFlags {
  readonly report?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  /** An HTTP Archive to judge in place of a run; the members below go with it. */
  readonly har?: string;
  readonly contract?: readonly string[];
  readonly only?: readonly string[];
  readonly profile?: Profile;
}

/**
 * Judges a recorded run again and writes its report, to the folder it is in unless told otherwise.
 * @param given a report folder or a trace file.
 */
export async function rejudge(given: string, { report: folder, waivers, baseline }: RejudgeFlags): Promise<void> {
  const path = fileInReport(given, TRACE_FILE);
  const report = await judgeRecording(await readTraceFile(path), { waiversFile: waivers ?? null, baselineFile: baseline ?? null });
  const files = writeReport(report, folder ?? dirname(path));
  process.stdout.write(closingTable(report, files, { color: isColored(process.stdout) }));
  process.exitCode = report.run.exitCode;
}
