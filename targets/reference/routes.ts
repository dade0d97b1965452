/** The table of everything that can be asked for, and how a path finds its place in it. */
import type { Contract } from '../../contracts/contract.ts';
import type { Destination, Match, Page, Segment } from './parts.ts';
import { serviceOf, serviceType } from './services.ts';

/** One line of the table. */
export interface Route {
  readonly method: string;
  readonly service: string;
  readonly version: string;
  /** Segments before the project: mount and version. */
  readonly prefix: readonly string[];
  readonly project: 'optional' | 'required' | 'absent';
  readonly template: readonly string[];
  readonly destination: Destination;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

function prefixOf(service: string, version: string): readonly string[] {
  return segmentsOf(`${serviceOf(service).mount}${version}`);
}

function contractRoutes(contract: Contract): readonly Route[] {
  const service = serviceType(contract);
  return contract.service.versions.flatMap((version) => contract.operations.map((operation): Route => ({
    method: operation.method.toUpperCase(), service, version, prefix: prefixOf(service, version), project: contract.service.project,
    template: segmentsOf(operation.path), destination: { kind: 'operation', contract, operation },
  })));
}

function pageRoutes(page: Page, project: Route['project']): readonly Route[] {
  return page.versions.map((version): Route => ({
    method: page.method, service: page.service, version, prefix: prefixOf(page.service, version), project,
    template: page.path === '' ? [] : segmentsOf(page.path), destination: { kind: 'page', page },
  }));
}

/**
 * All routes of a cloud. Where two contracts name one operation (the vendor's and the upstream one) the contract that says more about the
 * resource serves it; a page never hides an operation.
 */
export function routeTable(contracts: readonly Contract[], pages: readonly Page[]): readonly Route[] {
  const bySize = contracts.toSorted((one, other) => other.operations.length - one.operations.length);
  const projectOf = (service: string): Route['project'] => contracts.find((contract) => serviceType(contract) === service)?.service.project ?? (service === 'compute' ? 'optional' : 'absent');
  return [...bySize.flatMap(contractRoutes), ...pages.flatMap((page) => pageRoutes(page, projectOf(page.service)))];
}

const PROJECT_ID = /^[0-9a-f-]+$/;

function bind(template: readonly string[], segments: readonly Segment[]): ReadonlyMap<string, Segment> | null {
  if (template.length !== segments.length) return null;
  const parameters = new Map<string, Segment>();
  for (const [index, part] of template.entries()) {
    const segment = segments[index]!;
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment.text : ['', '.', '..'].includes(segment.text)) return null;
    if (name !== undefined) parameters.set(name, segment);
  }
  return parameters;
}

/** What a path means on one line of the table, whatever the method; null when it is another path. */
export function matchRoute(route: Route, segments: readonly Segment[]): Match | null {
  if (!route.prefix.every((part, index) => segments[index]?.text === part)) return null;
  const rest = segments.slice(route.prefix.length);
  const common = { service: route.service, version: route.version, destination: route.destination };
  const plain = route.project === 'required' ? null : bind(route.template, rest);
  if (plain !== null) return { ...common, projectId: null, parameters: plain };
  const project = rest[0]?.text;
  if (route.project === 'absent' || project === undefined || !PROJECT_ID.test(project)) return null;
  const parameters = bind(route.template, rest.slice(1));
  return parameters === null ? null : { ...common, projectId: project, parameters };
}
