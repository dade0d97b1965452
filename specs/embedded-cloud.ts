import type { Contract, ContractId } from '../contracts/contract.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import { ConfigError } from './config-error.ts';

/** What the reference cloud is started with. */
export interface EmbeddedCloudOptions {
  readonly contracts: readonly Contract[];
  /** Id of the defect to put in; null: none. */
  readonly fault: string | null;
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
}

/**
 * Starts the reference cloud, with at most one defect.
 * @throws {ConfigError} FAULT_UNKNOWN; OPTION_INVALID when the port cannot be had.
 */
export async function startEmbeddedCloud({ contracts, fault, port, host }: EmbeddedCloudOptions): Promise<ReferenceCloud> {
  // Reading hundreds of files takes its time, and most runs want none of them.
  const faults = fault === null ? [] : (await findFaults()).filter(({ id }) => id === fault);
  if (fault !== null && faults.length === 0) throw new ConfigError('FAULT_UNKNOWN', `--fault: there is no fault ${JSON.stringify(fault)}. See metaconform list faults.`);
  try {
    return await startReferenceCloud({ contracts, faults, port, host });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw cause;
    throw new ConfigError('OPTION_INVALID', `cannot listen on ${host}:${port} (${code}). Choose another --port; 0 takes any free one.`, { cause });
  }
}

/** The resources of a reference cloud, as a call would name them. */
export function resourcesOf(cloud: ReferenceCloud): readonly { readonly kind: ContractId; readonly id: string }[] {
  return Object.entries(cloud.resources).flatMap(([kind, ids]) => ids.map((id) => ({ kind, id })));
}
