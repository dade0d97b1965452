import type { Contract } from '../contracts/contract.ts';
import { cloudEndpoint, endpointMissing, serviceEndpoint } from '../targets/auth/cloud-endpoints.ts';
import { ALL_KINDS } from '../targets/provisioning/kinds/all-kinds.ts';
import type { TargetConfig } from '../targets/target-config.ts';
import type { OpenCallers } from './callers.ts';
import type { RunConfig } from './run-config.ts';

/** Where a run goes: endpoints by service type, `*` for all others, and the project of the owner's token. */
export type RunEndpoints = Pick<TargetConfig, 'endpoints' | 'projectId'>;

/**
 * The endpoints of a run: those that the call gives, and for all other services those of the owner's cloud, else the administrator's.
 * @throws {TargetError} `authentication` when a cloud gives no token, `config` when it has no endpoint for a named resource.
 */
export async function endpointsOf(config: Pick<RunConfig, 'endpoints' | 'resources' | 'provision'>, callers: OpenCallers, contracts: readonly Contract[]): Promise<RunEndpoints> {
  const given: Record<string, string> = Object.fromEntries(config.endpoints.map(({ service, url }) => [service ?? '*', url]));
  const endpoints = { ...given };
  const { owner, admin } = callers.clouds;
  const caller = owner ?? admin;
  for (const contract of contracts) {
    const { types } = contract.service;
    if (caller === undefined || [...types, '*'].some((type) => given[type] !== undefined)) continue;
    const session = (await caller.source?.session()) ?? null;
    const url = cloudEndpoint(contract, caller.access, session);
    if (url !== null) endpoints[types[0] ?? contract.id] ??= url;
    else if (config.resources.some(({ kind }) => kind === contract.id)) throw endpointMissing(contract, caller.access, session);
  }
  // What is made may be made in a service that no contract speaks of: images in the image service.
  for (const { types } of config.provision === null ? [] : ALL_KINDS) {
    if (caller === undefined || types.some((type) => endpoints[type] !== undefined)) continue;
    const url = serviceEndpoint(types, caller.access, (await caller.source?.session()) ?? null);
    if (url !== null) endpoints[types[0] ?? ''] = url;
  }
  const projectId = (await owner?.source?.session())?.projectId ?? owner?.access.accessKey?.projectId ?? null;
  return { endpoints, ...(projectId === null ? {} : { projectId }) };
}

/**
 * The endpoints of everything that runs can make something in, whatever is named.
 * @throws {TargetError} `authentication` when a cloud gives no token.
 */
export function allEndpoints(given: RunConfig['endpoints'], callers: OpenCallers, contracts: readonly Contract[]): Promise<RunEndpoints> {
  return endpointsOf({ endpoints: given, resources: [], provision: { flavor: null, image: null, network: null } }, callers, contracts);
}
