/** Reads an endpoint URL as people write it: a root, a version, a version with a project id, with or without a last slash. */
import type { Contract } from '../contracts/contract.ts';
import type { BoundRoute } from './build-request.ts';
import { routePrefix } from './build-request.ts';
import { TargetError } from './target-error.ts';

export interface Endpoint {
  /** `http://host:port` */
  readonly origin: string;
  /** Path before the version: '' or `/compute`. */
  readonly base: string;
  /** `/v2.1`, or '' when the endpoint names none. */
  readonly version: string;
  readonly projectId: string | null;
}

const VERSION = /^v\d+(\.\d+)?$/;

/** Parse an endpoint. @throws {TargetError} `config` when it is no http or https URL. */
export function parseEndpoint(text: string): Endpoint {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new TargetError('config', `The endpoint ${JSON.stringify(text)} is no URL. Allowed: http://HOST[:PORT]/PATH or https://... Give the URL the catalog shows for the service.`);
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const at = segments.findLastIndex((segment) => VERSION.test(segment));
  const versioned = at >= 0 && at >= segments.length - 2;
  const base = versioned ? segments.slice(0, at) : segments;
  return {
    origin: url.origin, base: base.map((segment) => `/${segment}`).join(''),
    version: versioned ? `/${segments[at]}` : '', projectId: versioned ? (segments[at + 1] ?? null) : null,
  };
}

/**
 * The ways to a service worth trying, the given one first, then each version prefix of the contract without and with the project id.
 * @param projectId known from elsewhere; the endpoint's own wins.
 */
export function candidateRoutes(endpoint: Endpoint, contract: Contract, projectId: string | null): readonly BoundRoute[] {
  const { base } = endpoint;
  const project = endpoint.projectId ?? projectId;
  const given: BoundRoute = { base, version: endpoint.version, projectId: endpoint.projectId };
  const withProject = project === null || contract.service.project === 'absent' ? [] : [project];
  // Documents that put the project id into every path are served without it by many: that is tried too, after their own way.
  const inOrder = contract.service.project === 'required' ? [...withProject, null] : [null, ...withProject];
  const versions = [...new Set([...(endpoint.version === '' ? [] : [endpoint.version]), ...contract.service.versions])];
  const others = versions.flatMap((version) => inOrder.map((id): BoundRoute => ({ base, version, projectId: id })));
  return [...new Map([given, ...others].map((route) => [routePrefix(route), route])).values()];
}
