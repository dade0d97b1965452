import { basename } from 'node:path';
import { contractFiles as builtInFiles, findContracts } from '../contracts/find-contracts.ts';
import { contractId } from '../contracts/load-contract.ts';
import { judgeRecording } from '../reports/judge-recording.ts';
import { printable } from '../reports/printable.ts';
import { closingTable, isColored } from '../reports/terminal.ts';
import { writeReport } from '../reports/write-report.ts';
import { ConfigError } from '../specs/config-error.ts';
import { readHar } from '../specs/har/read-har.ts';
import { recordingOfHar } from '../specs/har/recording-of-har.ts';
import { findInvariants } from '../specs/invariants.ts';
import type { Recording } from '../specs/recording.ts';
import { createTraceFile } from '../specs/trace-file.ts';
import type { RejudgeFlags } from './rejudge.ts';

const DEFAULT_FOLDER = 'conformance-report';

async function checkIds(only: readonly string[] | undefined, contracts: readonly string[]): Promise<void> {
  const known = new Set([...contracts, ...(await findInvariants()).map(({ id }) => id)]);
  const strange = only?.find((id) => !known.has(id));
  if (strange !== undefined) throw new ConfigError('ID_UNKNOWN', `--only: there is neither a contract nor an invariant ${JSON.stringify(strange)}. See metaconform list contracts and metaconform list invariants.`);
}

/** The recording beside its report, so that it can be judged again. */
function writeTrace(recording: Recording, folder: string): string {
  const file = createTraceFile(folder);
  file.append(recording.header);
  for (const trace of recording.traces) file.append({ type: 'trace', trace });
  if (recording.end !== null) file.append(recording.end);
  file.close();
  return file.path;
}

/**
 * Judges traffic that somebody else recorded, writes its report, and says what the recording could not show.
 * @param path an HTTP Archive.
 */
export async function rejudgeHar(path: string, { report: folder = DEFAULT_FOLDER, waivers, baseline, contract: files = [], only, profile = 'de-facto' }: RejudgeFlags): Promise<void> {
  const har = readHar(path);
  const contracts = findContracts(files);
  await checkIds(only, [...builtInFiles(), ...files].map(contractId));
  const { recording, unseen } = recordingOfHar(har, { contracts, only: only ?? null, profile, contractFiles: files, name: basename(path) });
  if (recording.traces.length === 0) {
    throw new ConfigError('HAR_UNREADABLE', `--har ${path}: none of its ${har.log.entries.length} requests is one about metadata that a contract speaks of (${contracts.map(({ id }) => id).join(', ')}). Record requests such as POST /v2.1/servers/ID/metadata, or give the contract of your API by --contract FILE.`);
  }
  const report = await judgeRecording(recording, { waiversFile: waivers ?? null, baselineFile: baseline ?? null });
  const written = [...writeReport(report, folder), writeTrace(recording, folder)];
  process.stdout.write(closingTable(report, written, { color: isColored(process.stdout) }));
  process.stdout.write(['What this recording does not show:', ...unseen.map((line) => `  ${printable(line)}`), ''].join('\n'));
  process.exitCode = report.run.exitCode;
}
