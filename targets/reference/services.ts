/**
 * What the reference cloud adds to the contracts: where a service is mounted, how far its microversions go, and what it takes beyond a limit
 * that leaves the server free. All of it is data; nothing here says what is right.
 */
import type { Contract, Operation } from '../../contracts/contract.ts';
import type { Microversion } from './parts.ts';

/** One service of the cloud. */
export interface Service {
  readonly type: string;
  /** Name in the catalog. */
  readonly name: string;
  /** Path before the version; '' for the root of the host. */
  readonly mount: string;
  /** Range of microversions and the name under which a header asks this service for one; null: it has none. */
  readonly microversions: { readonly min: Microversion; readonly max: Microversion; readonly headerName: string } | null;
  /** Version prefixes that know no microversions and drop members they do not expect. */
  readonly legacyVersions: readonly string[];
  /**
   * Keys the service takes where a contract leaves it free; null: the contract's own only. Nova takes spaces, inner and outer ones
   * (nova/api/validation/parameter_types.py, `metadata`).
   */
  readonly keyPattern: RegExp | null;
}

const KNOWN: readonly Service[] = [
  { type: 'identity', name: 'keystone', mount: '/identity', microversions: null, legacyVersions: [], keyPattern: null },
  {
    type: 'compute', name: 'nova', mount: '', microversions: { min: { major: 2, minor: 1 }, max: { major: 2, minor: 93 }, headerName: 'compute' },
    legacyVersions: ['/v2'], keyPattern: /^[a-zA-Z0-9\-_:. ]*$/,
  },
  { type: 'image', name: 'glance', mount: '/image', microversions: null, legacyVersions: [], keyPattern: null },
  {
    type: 'block-storage', name: 'cinder', mount: '/block-storage', microversions: { min: { major: 3, minor: 0 }, max: { major: 3, minor: 70 }, headerName: 'volume' },
    legacyVersions: [], keyPattern: null,
  },
];

/** The facts of a service by its official type; services nobody named are mounted under their type. */
export function serviceOf(type: string): Service {
  return KNOWN.find((service) => service.type === type)
    ?? { type, name: type, mount: `/${type}`, microversions: null, legacyVersions: [], keyPattern: null };
}

/** The official service type of a contract. */
export function serviceType(contract: Contract): string {
  return contract.service.types[0] ?? contract.id;
}

/** The kind of a contract's resources: contracts with the same share them. */
export function resourceKind(contract: Contract): string {
  return `${serviceType(contract)}/${contract.resource.noun}`;
}

/** The operation that shows the whole resource. */
export function showOperation(contract: Contract): Operation | undefined {
  return contract.operations.find((operation) => operation.id === contract.resource.operation);
}

/** Read `2.39`; null when it is malformed. */
export function readMicroversion(text: string): Microversion | null {
  const parts = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(text);
  return parts === null ? null : { major: Number(parts[1]), minor: Number(parts[2]) };
}

/** Write `2.39`. */
export function writeMicroversion(version: Microversion): string {
  return `${version.major}.${version.minor}`;
}

/** Negative, zero or positive as the first is below, equal to or above the second. */
export function compareMicroversions(one: Microversion, other: Microversion): number {
  return one.major - other.major || one.minor - other.minor;
}

/** Whether a microversion is at or above `2.41`-like text; false without one. */
export function isAtLeast(version: Microversion | null, text: string): boolean {
  const bound = readMicroversion(text);
  return version !== null && bound !== null && compareMicroversions(version, bound) >= 0;
}
