import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { ConfigError } from '../specs/config-error.ts';
import { findInvariants } from '../specs/invariants.ts';
import { judgeRun } from '../specs/judge-run.ts';
import type { Recording } from '../specs/recording.ts';
import { type AcceptedFiles, readAccepted } from '../specs/waivers-given.ts';
import { optionsOfArgv } from '../specs/run-argv.ts';
import { makeReport } from './make-report.ts';
import type { Report } from './report.ts';

/**
 * The contracts a recording was made with: the built-in ones and those its command line named.
 * @throws {ConfigError} CONTRACT_CHANGED when one is missing or is no longer the same file: verdicts would then be about another promise.
 */
export function contractsOf(recording: Recording): readonly Contract[] {
  const named = optionsOfArgv(recording.header.argv)['contract'];
  const found = findContracts(Array.isArray(named) ? (named as readonly string[]) : []);
  return recording.header.contracts.map(({ id, sha256 }) => {
    const contract = found.find((each) => each.id === id);
    if (contract?.sha256 === sha256) return contract;
    const got = contract === undefined ? 'there is no such contract here' : `the one here has ${contract.sha256}`;
    throw new ConfigError('CONTRACT_CHANGED', `the run was made with contract ${id}, SHA-256 ${sha256}; ${got}. Judge it with the version of metaconform, and the contract files, that it was made with.`);
  });
}

/** The same recording with other things accepted: what a file says replaces what the run was given of its kind. */
function accepting(recording: Recording, files: AcceptedFiles, known: Parameters<typeof readAccepted>[1]): Recording {
  if (files.waiversFile === null && files.baselineFile === null) return recording;
  const given = readAccepted(files, known);
  const { waivers = [], baseline = null } = recording.header.accepted ?? {};
  return { ...recording, header: { ...recording.header, accepted: { waivers: files.waiversFile === null ? waivers : given.waivers, baseline: given.baseline ?? baseline } } };
}

/**
 * A recording as a report: judges every trace again. Asks nobody on the network.
 * @param files what to accept instead of what the run accepted; by default the same, which stands in the recording.
 */
export async function judgeRecording(recording: Recording, files: AcceptedFiles = { waiversFile: null, baselineFile: null }): Promise<Report> {
  const contracts = contractsOf(recording);
  const invariants = await findInvariants();
  const known = { contracts: [...new Set([...contracts, ...findContracts([])].map(({ id }) => id))], invariants: invariants.map(({ id }) => id) };
  const judged = accepting(recording, files, known);
  return makeReport(judged, judgeRun(judged, contracts, invariants), contracts);
}
