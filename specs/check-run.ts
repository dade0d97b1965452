import { contractFiles, findContracts } from '../contracts/find-contracts.ts';
import { contractId } from '../contracts/load-contract.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { ConfigError } from './config-error.ts';
import { findInvariants } from './invariants.ts';
import type { Accepted } from './waivers.ts';
import { readAccepted } from './waivers-given.ts';
import { checkKinds, checkOnly, type RunConfig } from './run-config.ts';

/**
 * Holds the names a caller used against what there is: kinds of resources, contracts, invariants, faults. Asks nobody on the network.
 * @returns what the caller accepts beforehand.
 * @throws {ConfigError} naming what exists.
 * @throws {ContractError} when a contract file is wrong.
 */
export async function checkRun(config: RunConfig): Promise<Accepted> {
  // The contracts that come along are sound; what the caller brings is read whole before anything is sent.
  const kinds = config.contractFiles.length === 0 ? contractFiles().map(contractId) : findContracts(config.contractFiles).map(({ id }) => id);
  checkKinds(config, kinds);
  const invariants = (await findInvariants()).map(({ id }) => id);
  checkOnly(config, [...kinds, ...invariants]);
  const faults = config.fault === null ? [] : (await findFaults()).map(({ id }) => id);
  if (config.fault !== null && !faults.includes(config.fault)) throw new ConfigError('FAULT_UNKNOWN', `--fault: there is no fault ${JSON.stringify(config.fault)}. See metaconform list faults.`);
  return readAccepted(config, { contracts: kinds, invariants });
}
