/** Microversions: which one is asked for, and whether an API exists at it. */
import type { Contract, Operation } from '../../../contracts/contract.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { Authenticated, Microversion, Read } from '../parts.ts';
import { Refusal, noSuchApi } from '../refusal.ts';
import { compareMicroversions, readMicroversion, serviceOf, writeMicroversion } from '../services.ts';

/** The version a header asks this service for: the value of the header is a list of `service version` pairs. */
function askedFor(context: Authenticated, headerName: string): string | null {
  const { headers } = context.raw;
  const pairs = (headers.get('openstack-api-version') ?? '').split(',').map((pair) => pair.trim().split(/\s+/));
  const own = pairs.find(([type]) => type?.toLowerCase() === headerName)?.[1];
  return own ?? (context.match.service === 'compute' ? headers.get('x-openstack-nova-api-version') ?? null : null);
}

/** @throws Refusal 400 when it is malformed, 406 when it is out of range. */
export function negotiate(context: Authenticated): Microversion | null {
  const { microversions, legacyVersions } = serviceOf(context.match.service);
  if (microversions === null || context.match.version === '' || legacyVersions.includes(context.match.version)) return null;
  const asked = askedFor(context, microversions.headerName);
  if (asked === null) return microversions.min;
  if (asked === 'latest') return microversions.max;
  const version = readMicroversion(asked);
  if (version === null) throw new Refusal(400, 'microversion', `API Version String ${asked} is of invalid format. Must be of format MajorNum.MinorNum.`);
  const { min, max } = microversions;
  if (compareMicroversions(version, min) >= 0 && compareMicroversions(version, max) <= 0) return version;
  throw new Refusal(406, 'microversion',
    `Version ${asked} is not supported by the API. Minimum is ${writeMicroversion(min)} and maximum is ${writeMicroversion(max)}.`);
}

/** @throws Refusal 404 when the operation does not exist at the asked microversion. */
export function checkAvailable({ microversion }: Read, contract: Contract, operation: Operation): void {
  const max = contract.microversions?.max ?? null;
  if (isBeyond(microversion, max) || (microversion !== null && isBelow(microversion, contract.microversions?.min ?? null))) throw noSuchApi();
  if (operation.id === contract.resource.operation && isBeyond(microversion, kindOf(contract).shownUpTo)) throw noSuchApi();
}

/** Whether a microversion lies above a bound; never without a bound. */
export function isBeyond(microversion: Microversion | null, bound: string | null): boolean {
  const max = bound === null ? null : readMicroversion(bound);
  return microversion !== null && max !== null && compareMicroversions(microversion, max) > 0;
}

function isBelow(microversion: Microversion, bound: string | null): boolean {
  const min = bound === null ? null : readMicroversion(bound);
  return min !== null && compareMicroversions(microversion, min) < 0;
}
