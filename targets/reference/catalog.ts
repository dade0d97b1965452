/** The catalog: which services there are, and where. */
import type { Contract } from '../../contracts/contract.ts';
import { serviceOf, serviceType } from './services.ts';

/** An endpoint of the catalog. */
export interface Endpoint {
  readonly type: string;
  readonly name: string;
  readonly url: string;
}

/** The endpoints of a cloud at `url`, for a project: the usual services and those of the contracts. */
export function catalogOf(contracts: readonly Contract[], url: string, projectId: string): readonly Endpoint[] {
  const endpoint = (type: string, path: string, listedAs = type): Endpoint => ({ type: listedAs, name: serviceOf(type).name, url: `${url}${serviceOf(type).mount}${path}` });
  const others = new Map(contracts.filter((contract) => !['compute', 'image', 'identity'].includes(serviceType(contract))).map((contract) => [serviceType(contract), contract]));
  return [
    endpoint('identity', '/v3'), endpoint('compute', '/v2.1'), endpoint('compute', `/v2/${projectId}`, 'compute_legacy'), endpoint('image', ''),
    ...[...others].map(([type, { service }]) => endpoint(type, `${service.versions[0] ?? ''}${service.project === 'absent' ? '' : `/${projectId}`}`)),
  ];
}
