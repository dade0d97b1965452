/** Turns a step into the request that goes onto the wire: the contract's operation, changed by the step's twists and by nothing else. */
import type { Contract, Operation } from '../contracts/contract.ts';
import type { Entry, Twist } from '../generators/plan.ts';
import { percentEncode } from '../generators/percent-encode.ts';
import { writeBody } from '../generators/request-body.ts';
import type { Header, WireRequest } from './dispatch.ts';
import type { RequestStep } from './operations.ts';

/** A way to the service, ready to be put before a contract path. */
export interface BoundRoute {
  /** `/v2.1`, or '' when the endpoint has no version. */
  readonly version: string;
  readonly projectId: string | null;
  /** Everything before the version: '' or `/compute`. */
  readonly base: string;
}

type TwistOf<Kind extends Twist['kind']> = Extract<Twist, { kind: Kind }>;

function twistOf<Kind extends Twist['kind']>(twists: readonly Twist[], kind: Kind): TwistOf<Kind> | undefined {
  return twists.find((twist): twist is TwistOf<Kind> => twist.kind === kind);
}

/** The text before a contract path: base, version, project id. */
export function routePrefix(route: BoundRoute): string {
  return `${route.base}${route.version}${route.projectId === null ? '' : `/${route.projectId}`}`;
}

/** The name of a route in a trace: `/v2.1/{project}`. */
export function routeName(route: BoundRoute): string {
  return `${route.version}${route.projectId === null ? '' : '/{project}'}`;
}

/** A contract path with the resource's id (and the key segment, already encoded) filled in. */
export function fillPath(contract: Contract, path: string, resourceId: string, keyParameter: string | null, keySegment: string): string {
  const withId = path.replace(`{${contract.resource.parameter}}`, () => resourceId);
  return keyParameter === null ? withId : withId.replace(`{${keyParameter}}`, () => keySegment);
}

function entriesOf(step: RequestStep): readonly Entry[] {
  return 'entries' in step ? step.entries : [];
}

function pathOf(contract: Contract, operation: Operation, step: RequestStep, resourceId: string, route: BoundRoute): string {
  const twists = step.twists ?? [];
  const key = 'urlKey' in step ? step.urlKey : '';
  const segment = twistOf(twists, 'raw-key')?.segment ?? percentEncode(key);
  const projectId = route.projectId === null ? null : (twistOf(twists, 'project-id')?.id ?? route.projectId);
  const id = twistOf(twists, 'resource-id')?.id ?? resourceId;
  const path = routePrefix({ ...route, projectId }) + fillPath(contract, operation.path, id, operation.keyParameter, segment);
  const suffix = twists.flatMap((twist) => (twist.kind === 'path-suffix' ? [twist.suffix] : [])).join('');
  return `${twistOf(twists, 'double-slash') === undefined ? '' : '/'}${path}${suffix}`;
}

function microversionHeaders(contract: Contract, twists: readonly Twist[]): readonly Header[] {
  const version = twistOf(twists, 'microversion')?.version;
  const { microversions } = contract;
  if (version === undefined || microversions === null) return [];
  const legacy: readonly Header[] = microversions.legacyHeader === null ? [] : [[microversions.legacyHeader, version]];
  return [[microversions.header, microversions.format.replace('{version}', () => version)], ...legacy];
}

function withHeaderTwists(headers: readonly Header[], twists: readonly Twist[]): readonly Header[] {
  return twists.reduce((changed: readonly Header[], twist) => {
    if (twist.kind !== 'header') return changed;
    const others = changed.filter(([name]) => name.toLowerCase() !== twist.name.toLowerCase());
    return twist.value === null ? others : [...others, [twist.name, twist.value]];
  }, headers);
}

function framingOf(twists: readonly Twist[]): WireRequest['framing'] {
  if (twistOf(twists, 'no-body') !== undefined) return 'none';
  return twistOf(twists, 'chunked') === undefined ? 'length' : 'chunked';
}

/** The request of a step on an operation. The body is the contract's unless a twist says otherwise. */
export function buildRequest(contract: Contract, operation: Operation, step: RequestStep, resourceId: string, route: BoundRoute): WireRequest {
  const twists = step.twists ?? [];
  const body = writeBody(entriesOf(step), operation.requestMap, twists);
  const headers: readonly Header[] = [
    ['accept', 'application/json'], ['user-agent', 'metaconform'],
    ...(body === null ? [] : [['content-type', 'application/json'] as const]), ...microversionHeaders(contract, twists),
  ];
  return {
    method: twistOf(twists, 'method')?.method ?? operation.method, path: pathOf(contract, operation, step, resourceId, route),
    headers: withHeaderTwists(headers, twists), body, framing: framingOf(twists),
  };
}

/** A plain request with a JSON body, or a GET without one. */
export function plainRequest(method: string, path: string, body?: unknown): WireRequest {
  const bytes = body === undefined ? null : new TextEncoder().encode(JSON.stringify(body));
  const headers: readonly Header[] = [['accept', 'application/json'], ['user-agent', 'metaconform'], ...(bytes === null ? [] : [['content-type', 'application/json'] as const])];
  return { method, path, headers, body: bytes, framing: 'length' };
}
