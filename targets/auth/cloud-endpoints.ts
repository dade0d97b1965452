/** The endpoints of the services that contracts need, from a cloud's overrides and its catalog. */
import type { Contract } from '../../contracts/contract.ts';
import { TargetError } from '../target-error.ts';
import { catalogUrl } from './catalog.ts';
import type { CatalogService } from './catalog.ts';
import type { CloudAccess } from './cloud-access.ts';
import type { KeystoneSession } from './keystone-token.ts';

function offered(catalog: readonly CatalogService[], types: readonly string[]): string {
  if (catalog.length === 0) return 'no catalog at all: the token has no project; give project_name or project_id';
  const fitting = catalog.filter(({ type }) => types.includes(type)).flatMap(({ endpoints }) => endpoints);
  if (fitting.length === 0) return `the services ${catalog.map(({ type }) => type).join(', ')}`;
  return fitting.map((each) => `${each.interface} in region ${each.region_id ?? each.region ?? 'none'}`).join(', ');
}

/** The endpoint for a contract: the cloud's override, else the catalog's; null when neither has one. @param session null: a key signs the requests, and there is no catalog. */
export function cloudEndpoint(contract: Contract, access: CloudAccess, session: KeystoneSession | null): string | null {
  return serviceEndpoint(contract.service.types, access, session);
}

/** The endpoint of a service by its catalog types, the official one first; null when neither the cloud's overrides nor its catalog have one. */
export function serviceEndpoint(types: readonly string[], access: CloudAccess, session: KeystoneSession | null): string | null {
  const given = types.map((type) => access.overrides[type.replaceAll('-', '_')]).find((url) => url !== undefined);
  if (given !== undefined || session === null) return given ?? null;
  return catalogUrl(session.catalog, { types, interface: access.interface, region: access.region ?? undefined });
}

/** The error for a service that a named resource needs and the cloud does not offer. */
export function endpointMissing(contract: Contract, access: CloudAccess, session: KeystoneSession | null): TargetError {
  const { types } = contract.service;
  const [type = 'SERVICE'] = types;
  if (session === null) return new TargetError('config', `There is no endpoint of the service ${types.join(' or ')} for contract ${contract.id}: access keys (${access.origin}) come without a catalog. Give --endpoint ${type}=URL, or ${type.replaceAll('-', '_')}_endpoint_override beside the key.`);
  const wanted = `interface ${access.interface}${access.region === null ? '' : ` and region ${access.region}`}`;
  return new TargetError('config', `The catalog of ${access.origin} has no endpoint of the service ${types.join(' or ')} for contract ${contract.id}. `
    + `Expected: one with ${wanted}. Got: ${offered(session.catalog, types)}. Change region_name or interface, or give --endpoint ${type}=URL.`);
}
