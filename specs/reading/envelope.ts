/** How the envelope of a request body departs from the contract's, as request classes. */
import type { Contract, Operation } from '../../contracts/contract.ts';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import type { JsonValue } from '../../generators/plan.ts';
import { hasMember, mapAt } from './body.ts';

function isObject(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongEnvelope(value: Readonly<Record<string, JsonValue>>, operation: Operation, contract: Contract): string {
  const members = Object.values(value);
  if (members.length === 0) return 'body:missing-map';
  const others = contract.operations.map((other) => other.requestMap).filter((pointer) => pointer !== null && pointer !== '' && pointer !== operation.requestMap);
  if (others.some((pointer) => pointer !== null && hasMember(value, pointer))) return 'body:wrong-envelope';
  return members.every((member) => typeof member === 'string') ? 'body:bare-map' : 'body:wrong-envelope';
}

/** The class of a body's envelope; null when it is the contract's own. */
export function envelopeClass(value: JsonValue, operation: Operation, contract: Contract): string | null {
  const pointer = operation.requestMap;
  if (pointer === null) return null;
  if (!isObject(value)) return 'body:not-object';
  if (mapAt(value, pointer) === null) {
    if (operation.requestMapAliases.some((alias) => hasMember(value, alias))) return 'body:other-action';
    if (!hasMember(value, pointer)) return wrongEnvelope(value, operation, contract);
    return nullAt(value, pointer) ? 'body:null-map' : 'body:map-not-object';
  }
  const top = pointerTokens(pointer)[0];
  if (top === undefined || Object.keys(value).length === 1) return null;
  return pointerTokens(pointer).length > 1 && Object.keys(value).some((name) => name !== top && isObject(value[name] ?? null)) ? 'body:two-actions' : 'body:extra-member';
}

function nullAt(value: JsonValue, pointer: string): boolean {
  let here: JsonValue | undefined = value;
  for (const token of pointerTokens(pointer)) here = here !== undefined && isObject(here) ? here[token] : undefined;
  return here === null;
}

/** The class of a request's media type; null for plain JSON. */
export function mediaTypeClass(contentType: string | null): string | null {
  if (contentType === null) return 'media-type:absent';
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  switch (type.trim()) {
    case 'application/json': return parameters.length > 0 ? 'media-type:charset' : null;
    case 'application/xml': case 'text/xml': return 'media-type:xml';
    case 'application/x-www-form-urlencoded': case 'multipart/form-data': return 'media-type:form';
    case 'application/merge-patch+json': return 'media-type:merge-patch';
    default: return 'media-type:absent';
  }
}
