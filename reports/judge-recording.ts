import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { ConfigError } from '../specs/config-error.ts';
import { findInvariants } from '../specs/invariants.ts';
import { judgeRun } from '../specs/judge-run.ts';
import type { Recording } from '../specs/recording.ts';
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

/** A recording as a report: judges every trace again. Asks nobody on the network. */
export async function judgeRecording(recording: Recording): Promise<Report> {
  const contracts = contractsOf(recording);
  return makeReport(recording, judgeRun(recording, contracts, await findInvariants()), contracts);
}
