import { startReferenceCloud as start } from '../targets/reference/cloud.ts';
import type { ReferenceCloud, ReferenceCloudOptions as CloudOptions } from '../targets/reference/cloud.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { ConfigError } from '../specs/config-error.ts';

/** How a reference cloud is started; every member may be left out. */
export interface ReferenceCloudOptions extends Omit<CloudOptions, 'faults'> {
  /** Ids of the defects to put in (`metaconform list faults`); none by default. */
  readonly faults?: readonly string[];
}

async function faultsNamed(ids: readonly string[]): Promise<readonly Fault[]> {
  // Reading hundreds of files takes its time, and most want none of them.
  if (ids.length === 0) return [];
  const known = await findFaults();
  return ids.map((id) => {
    const fault = known.find((each) => each.id === id);
    if (fault === undefined) throw new ConfigError('FAULT_UNKNOWN', `startReferenceCloud(): there is no fault ${JSON.stringify(id)}. See metaconform list faults.`);
    return fault;
  });
}

/**
 * Starts a reference cloud on the loopback, on a free port unless one is named.
 * @throws {ConfigError} FAULT_UNKNOWN.
 * @throws {Error} when the port is taken.
 */
export async function startReferenceCloud({ faults = [], ...options }: ReferenceCloudOptions = {}): Promise<ReferenceCloud> {
  return start({ ...options, faults: await faultsNamed(faults) });
}
