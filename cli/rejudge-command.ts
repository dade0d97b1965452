import { dirname } from 'node:path';
import type { Command } from 'commander';
import { judgeRecording } from '../reports/judge-recording.ts';
import { fileInReport } from '../reports/read-report.ts';
import { closingTable } from '../reports/terminal.ts';
import { writeReport } from '../reports/write-report.ts';
import { readTraceFile, TRACE_FILE } from '../specs/trace-file.ts';

const EXAMPLES = `
Examples:
  metaconform rejudge conformance-report
  metaconform rejudge conformance-report/trace.ndjson --report judged-again`;

async function rejudge(given: string, { report: folder }: { report?: string }): Promise<void> {
  const path = fileInReport(given, TRACE_FILE);
  const report = await judgeRecording(await readTraceFile(path));
  const files = writeReport(report, folder ?? dirname(path));
  process.stdout.write(closingTable(report, files, { color: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined }));
  process.exitCode = report.run.exitCode;
}

/** `metaconform rejudge`: a recorded run is judged again, offline. */
export function addRejudgeCommand(program: Command): void {
  program.command('rejudge').description('judge a recorded run again, offline').argument('<DIR|FILE>', 'a report folder, or its trace.ndjson')
    .option('--report <DIR>', 'folder to write to; default: the one the trace is in').addHelpText('after', EXAMPLES).action(rejudge);
}
