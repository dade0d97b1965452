/** Where a kind of resource is made. */
import type { Contract } from '../../contracts/contract.ts';
import { routePrefix } from '../build-request.ts';
import { parseEndpoint } from '../endpoint.ts';
import type { TargetConfig } from '../target-config.ts';
import type { ResourceKind } from './resource-kind.ts';

/** A service as journals note it. */
export interface ServicePlace {
  readonly origin: string;
  readonly prefix: string;
}

/** The endpoint for a kind; null when the target offers none. `*` counts only for the service that the kind's contracts speak of. */
function endpointFor(endpoints: TargetConfig['endpoints'], kind: ResourceKind): string | null {
  const own = kind.types.some((type) => kind.metadataAt.includes(type));
  return [...kind.types, ...(own ? ['*'] : [])].map((type) => endpoints[type]).find((url) => url !== undefined) ?? null;
}

/** The place of a kind; null when the target offers no service for it. @throws {TargetError} `config` when the endpoint is no URL. */
export function whereMade(kind: ResourceKind, { endpoints, projectId }: Pick<TargetConfig, 'endpoints' | 'projectId'>): ServicePlace | null {
  const url = endpointFor(endpoints, kind);
  if (url === null) return null;
  const endpoint = parseEndpoint(url);
  const project = endpoint.projectId ?? (kind.project ? (projectId ?? null) : null);
  return { origin: endpoint.origin, prefix: routePrefix({ base: endpoint.base, version: endpoint.version === '' ? kind.version : endpoint.version, projectId: project }) };
}

/** A contract under which requests about a kind are sent, for its caller; null when none is loaded. */
export function contractFor(kind: ResourceKind, contracts: readonly Contract[]): Contract | null {
  return contracts.find(({ resource, service }) => resource.noun === kind.noun && service.types.some((type) => kind.metadataAt.includes(type))) ?? null;
}
