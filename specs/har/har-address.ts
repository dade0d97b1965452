/** Which contract's requests a recorded URL is one of, and how it got there. */
import type { Contract, Operation } from '../../contracts/contract.ts';
import { escapePattern } from '../../contracts/escape-pattern.ts';
import type { BoundRoute } from '../../targets/build-request.ts';
import { parseEndpoint } from '../../targets/endpoint.ts';

/** A request that belongs to a resource of a contract. */
export interface HarAddress {
  readonly contract: Contract;
  /** `https://host:port`. */
  readonly origin: string;
  readonly route: BoundRoute;
  readonly resourceId: string;
  /** The contract's operations that have the path, whatever the method; none: it only leads below the resource, to something else of it. */
  readonly operations: readonly Operation[];
}

/** A path template as a regular expression with the prefix and the resource's id as groups; `below` lets anything follow. */
function pattern(template: string, parameter: string, below: boolean): RegExp {
  const parts = template.split('/').slice(1).map((part) => (part === `{${parameter}}` ? '(?<id>[^/]+)' : part.startsWith('{') ? '[^/]*' : escapePattern(part)));
  return new RegExp(`^(?<prefix>.*?)/${parts.join('/')}${below ? '(?:/.*)?' : '/?'}$`);
}

/** The template that leads to the resource itself: that of its paths which is shortest, up to the id. */
function resourceTemplate(contract: Contract): string {
  const placeholder = `{${contract.resource.parameter}}`;
  const [shortest = ''] = contract.operations.map(({ path }) => path).toSorted((a, b) => a.length - b.length);
  return shortest.slice(0, shortest.indexOf(placeholder) + placeholder.length);
}

/** The route a prefix stands for; null where it names a version that the contract does not know. */
function routeOf(origin: string, prefix: string, contract: Contract): BoundRoute | null {
  const { base, version, projectId } = parseEndpoint(`${origin}${prefix}`);
  return version === '' || contract.service.versions.includes(version) ? { base, version, projectId } : null;
}

function addressUnder(url: URL, path: string, contract: Contract): HarAddress | null {
  const { parameter } = contract.resource;
  const operations = contract.operations.filter((operation) => pattern(operation.path, parameter, false).test(path));
  const [template, below] = operations[0] === undefined ? [resourceTemplate(contract), true] : [operations[0].path, false];
  const match = pattern(template, parameter, below).exec(path);
  const { prefix = '', id = '' } = match?.groups ?? {};
  const route = match === null ? null : routeOf(url.origin, prefix, contract);
  return route === null || id === '' ? null : { contract, origin: url.origin, route, resourceId: id, operations };
}

/** The path and query of a URL as they were sent, which `URL` would tidy up. */
export function rawPath(url: string): string {
  const [, path = '/'] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url) ?? [];
  return path.startsWith('/') ? path : `/${path}`;
}

/** The address of a recorded request; null when it is none of any contract's. The first contract that fits is taken. */
export function harAddress(text: string, contracts: readonly Contract[]): HarAddress | null {
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return null;
  const [path = ''] = rawPath(text).split('?');
  const found = contracts.flatMap((contract) => addressUnder(url, path, contract) ?? []);
  return found.find(({ operations }) => operations.length > 0) ?? found[0] ?? null;
}

/**
 * The contracts to read traffic by: of several about the same resource of one service the one that is named after it, unless they are chosen by name.
 * @returns those to use, and those left aside, each with the one that stands for it.
 */
export function contractsToReadBy(contracts: readonly Contract[], only: readonly string[] | null): { readonly used: readonly Contract[]; readonly aside: readonly (readonly [Contract, Contract])[] } {
  const named = contracts.filter(({ id }) => only?.includes(id));
  if (named.length > 0) return { used: named, aside: [] };
  const standsFor = (contract: Contract): Contract => contracts.find(({ id, service, resource }) => id === contract.resource.noun && service.types[0] === contract.service.types[0] && resource.noun === contract.resource.noun) ?? contract;
  return { used: contracts.filter((contract) => standsFor(contract) === contract), aside: contracts.filter((contract) => standsFor(contract) !== contract).map((contract) => [contract, standsFor(contract)] as const) };
}
