/** Answers: envelopes, statuses, headers, fault bodies. */
import { randomUUID } from 'node:crypto';
import { withValueAt, writeJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Applied, Arrived, PageContext, PageReply, Read, Reply } from '../parts.ts';
import type { Refusal } from '../refusal.ts';
import { resourceKind, serviceOf, showOperation, writeMicroversion } from '../services.ts';
import type { Metadata } from '../store.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { JsonMap } from '../json.ts';
import type { Resource } from '../store.ts';

type Headers = Reply['headers'];

function serviceHeaders(context: Partial<Read> | null): Headers {
  const requestId = `req-${randomUUID()}`;
  const service = context?.match?.service ?? 'compute';
  const version = context?.microversion;
  const ids: Headers = [['x-openstack-request-id', requestId], ...(service === 'compute' ? [['x-compute-request-id', requestId] as const] : [])];
  if (version === undefined || version === null) return ids;
  const text = writeMicroversion(version);
  const nova: Headers = service === 'compute' ? [['x-openstack-nova-api-version', text]] : [];
  const names = ['OpenStack-API-Version', ...(service === 'compute' ? ['X-OpenStack-Nova-API-Version'] : [])];
  return [...ids, ['openstack-api-version', `${serviceOf(service).microversions?.headerName ?? service} ${text}`], ...nova, ['vary', names.join(', ')]];
}

/** The map or item that an answer shows. */
export function present({ after, key, operation, sent }: Applied): Metadata {
  switch (operation.answer) {
    case 'map': return after;
    case 'sent': return sent;
    case 'item': return new Map([...after].filter(([name]) => name === key));
    case 'none': return new Map();
  }
}

/** The resource in its envelope: the kind's own fields, and the map where the resource operation's answer has it. */
export function view(context: PageContext, resource: Resource, metadata: Metadata): JsonMap {
  const contract = context.cloud.contracts.find((one) => resourceKind(one) === resource.kind && one.resource.operation !== null);
  const noun = resource.kind.slice(resource.kind.indexOf('/') + 1);
  const shown: JsonMap = new Map([[noun, kindOf(contract ?? noun).view(context, resource, metadata)]]);
  const pointer = (contract === undefined ? null : showOperation(contract)?.responseMap) ?? `/${noun}/metadata`;
  return withValueAt(shown, pointer, metadata) as JsonMap;
}

/** The success the contract describes: a map in its envelope, the whole resource, or nothing. */
export function respond(context: Applied, answer: Metadata): Reply {
  const { contract, operation, resource } = context;
  const status = operation.success.statuses[0] ?? 200;
  const headers: Headers = [...serviceHeaders(context), ['content-type', 'application/json']];
  if (operation.answer === 'none' || operation.responseMap === null) return { status, headers, body: null };
  // An action on a resource answers with the whole resource: its map stands where the resource shows it.
  const showsResource = operation.responseMap === showOperation(contract)?.responseMap && operation.answer === 'map' && operation.responseMap.split('/').length > 2;
  const body = showsResource ? context.parts.view(context, resource, answer) : withValueAt(undefined, operation.responseMap, answer);
  return { status, headers, body: writeJson(body) };
}

/** A page's answer with the headers every answer of its service has. */
export function pageReply(context: Partial<Read>, reply: PageReply): Reply {
  const type: Headers = reply.body === null ? [] : [['content-type', 'application/json']];
  return { status: reply.status, headers: [...serviceHeaders(context), ...type, ...(reply.headers ?? [])], body: reply.body === null ? null : writeJson(reply.body) };
}

const FAULT_NAMES: Readonly<Record<number, string>> = {
  400: 'badRequest', 401: 'unauthorized', 403: 'forbidden', 404: 'itemNotFound', 405: 'badMethod', 409: 'conflictingRequest', 413: 'overLimit',
  415: 'badMediaType', 429: 'overLimit', 501: 'notImplemented', 503: 'serviceUnavailable',
};

function errorBody(refusal: Refusal): Json {
  const { message, status, style } = refusal;
  switch (style) {
    case 'bare': return new Map([['message', message], ['code', `${status} Not Found`], ['title', 'Not Found']]);
    case 'identity': return new Map([['error', new Map<string, Json>([['code', status], ['title', status === 401 ? 'Unauthorized' : 'Bad Request'], ['message', message]])]]);
    case 'fault': return new Map([[FAULT_NAMES[status] ?? 'computeFault', new Map<string, Json>([['code', status], ['message', message]])]]);
  }
}

/** The fault body of a refused request. */
export function respondError(context: Arrived | Read | null, refusal: Refusal): Reply {
  const type = refusal.style === 'fault' ? 'application/json; charset=UTF-8' : 'application/json';
  const challenge: Headers = refusal.status === 401 && context !== null
    ? [['www-authenticate', `Keystone uri="${context.cloud.url}${serviceOf('identity').mount}"`]] : [];
  return { status: refusal.status, headers: [...serviceHeaders(context), ['content-type', type], ...challenge], body: writeJson(errorBody(refusal)) };
}
