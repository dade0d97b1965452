/**
 * What a recorded request asks for, and what the contract obliges the server to do with it: recomputed from the bytes that were sent, never from what the
 * generator meant.
 */
import type { Contract, Effect, JsonPointer, Operation, Rejection } from '../../contracts/contract.ts';
import { violationsAt } from '../../contracts/violations.ts';
import type { JsonValue, Slot } from '../../generators/plan.ts';
import type { Exchange, Trace } from '../../targets/trace.ts';
import { readAddress, type Address } from './address.ts';
import { bodyBytes, duplicateMembers, mapAt, readBody } from './body.ts';
import { isTooDeep } from '../../contracts/nesting.ts';
import { envelopeClass, mediaTypeClass } from './envelope.ts';
import { microversionFlaw } from './microversion.ts';

/** Request bodies longer than this may meet a size limit of the service or of what stands before it (oslo.middleware's default is 114,688 bytes). */
const SAFE_BODY_BYTES = 100_000;

/** One thing about a request that the contract does not promise to accept. */
export interface Flaw {
  readonly constraint: JsonPointer | null;
  /** `reject`: it must be refused. `either`: it may be refused, or done exactly as it says. */
  readonly beyond: 'reject' | 'either';
  /** The refusals that are in order. */
  readonly rejection: Rejection;
  /** A status in order for this flaw alone, beside those that the contract states for the rejection. */
  readonly alsoStatus?: number;
  readonly class: string | null;
}

/** What a request asks for. */
export interface Ask {
  readonly operation: Operation | null;
  /** The effect it has or, where no operation fits, the one it comes nearest to. */
  readonly effect: Effect;
  readonly slot: Slot | null;
  readonly key: string | null;
  /** The map of the request body (the last of duplicate members); null where there is none to read. */
  readonly sent: ReadonlyMap<string, JsonValue> | null;
  readonly flaws: readonly Flaw[];
  /** Request classes that can be told from the request alone. */
  readonly classes: readonly string[];
}

function flaw(rejection: Rejection, constraint: JsonPointer | null, beyond: Flaw['beyond'], cls: string | null = null): Flaw {
  return { rejection, constraint, beyond, class: cls };
}

function rejectionConstraint(contract: Contract, rejection: Rejection): JsonPointer | null {
  return contract.rejections[rejection]?.constraint ?? null;
}

/** The effect a method comes nearest to, for requests that fit no operation. */
function nearestEffect(method: string, address: Address): Effect {
  switch (method) {
    case 'DELETE': return 'remove';
    case 'PUT': return address.rawKey === null ? 'replace' : 'upsert';
    case 'POST': case 'PATCH': return address.rawKey === null ? 'merge' : 'upsert';
    default: return 'read';
  }
}

/** Methods that a server may take wherever it takes GET, or anything at all, since they change nothing (RFC 9110, 9.1 and 9.3). */
const ALWAYS_ALLOWED: ReadonlySet<string> = new Set(['HEAD', 'OPTIONS']);

function addressFlaws(address: Address, method: string, operation: Operation | null, contract: Contract): Flaw[] {
  const flaws: Flaw[] = [];
  const add = (rejection: Rejection, beyond: Flaw['beyond'], cls: string | null): void => {
    flaws.push(flaw(rejection, rejectionConstraint(contract, rejection), beyond, cls));
  };
  if (address.operations.length === 0) add('path', 'either', null);
  else if (operation === null) add('method', ALWAYS_ALLOWED.has(method) ? 'either' : 'reject', `method:${method}`);
  if (address.otherProject) add('project-mismatch', 'reject', 'url:other-project');
  if (address.operations.length > 0 && address.slot === null) add('not-found', 'reject', 'url:unknown-resource');
  for (const cls of address.classes) {
    if (cls === 'url:trailing-slash') add('path', 'reject', cls);
    if (cls === 'url:double-slash' || cls === 'url:query' || cls === 'url:dot-segment' || cls === 'url:slash') add('path', 'either', cls);
  }
  return flaws;
}

/** Somebody of another project, be it an administrator, may not take this project's address. */
function foreignProject(exchange: Exchange, contract: Contract): Flaw[] {
  return exchange.route.includes('{project}') ? [flaw('project-mismatch', rejectionConstraint(contract, 'project-mismatch'), 'either', `caller:${exchange.caller}`)] : [];
}

function callerFlaws(exchange: Exchange, operation: Operation | null, contract: Contract): Flaw[] {
  const mayRead = operation?.effect === 'read' && contract.service.public;
  switch (exchange.caller) {
    case 'nobody': case 'bad-token':
      return [flaw('unauthenticated', rejectionConstraint(contract, 'unauthenticated'), 'reject', `caller:${exchange.caller}`)];
    case 'stranger': case 'member':
      // What everybody may read may still be one that their project does not see: a private flavor.
      return [...foreignProject(exchange, contract), flaw('forbidden', rejectionConstraint(contract, 'forbidden'), mayRead ? 'either' : 'reject', `caller:${exchange.caller}`)];
    case 'reader':
      return mayRead || (operation?.effect === 'read' && !contract.service.admin) ? [] : [flaw('forbidden', rejectionConstraint(contract, 'forbidden'), 'either', 'caller:reader')];
    case 'admin':
      return foreignProject(exchange, contract);
    case 'owner':
      return [];
    default:
      return exchange.caller satisfies never;
  }
}

/** What a read or removal of a key that could never be stored may be told: that the key is none, or that there is none of that name. */
const NO_SUCH_KEY: readonly Rejection[] = ['key-not-found', 'invalid'];

function keyFlaws(contract: Contract, { effect }: Operation, key: string | null, rawKey: string | null): Flaw[] {
  if (rawKey === null || rawKey === '') return [];
  const broken = key === null ? [{ constraint: null, class: 'url:encoded' }] : violationsAt(contract, contract.keySchema, key).map(({ constraint }) => ({ constraint, class: null }));
  return broken.flatMap(({ constraint, class: cls }): Flaw[] => {
    if (effect !== 'upsert') return NO_SUCH_KEY.map((rejection) => flaw(rejection, constraint, 'either', cls));
    return [flaw('invalid', constraint, constraint === null ? 'either' : beyondOf(contract, constraint), cls)];
  });
}

function beyondOf(contract: Contract, constraint: JsonPointer): Flaw['beyond'] {
  return contract.constraints.get(constraint)?.beyond ?? 'reject';
}

interface BodyReading {
  readonly sent: ReadonlyMap<string, JsonValue> | null;
  readonly flaws: readonly Flaw[];
  readonly classes: readonly string[];
}

function brokenBody(contract: Contract, cls: string, beyond: Flaw['beyond'] = 'reject'): BodyReading {
  return { sent: null, flaws: [flaw('invalid', rejectionConstraint(contract, 'invalid'), beyond, cls)], classes: [cls] };
}

function schemaFlaws(contract: Contract, operation: Operation, value: JsonValue, legacyRoute: boolean): Flaw[] {
  if (operation.requestSchema === null) return [];
  return violationsAt(contract, operation.requestSchema, value).map((violation) => {
    const extra = violation.keyword === 'additionalProperties' && violation.instancePath === '';
    // Under a legacy version prefix unknown top-level members are dropped rather than refused.
    return flaw('invalid', violation.constraint, extra && legacyRoute ? 'either' : beyondOf(contract, violation.constraint));
  });
}

function laws(contract: Contract, key: string | null, sent: ReadonlyMap<string, JsonValue>): Flaw[] {
  return contract.laws.flatMap((law): Flaw[] => {
    switch (law.kind) {
      case 'url-key-is-body-key':
        if (key === null || sent.size !== 1 || sent.has(key)) return [];
        return [flaw('mismatch', law.constraint, beyondOf(contract, law.constraint), mismatchClass(key, [...sent.keys()][0] ?? ''))];
      case 'case-distinct':
        return hasCaseTwins([...sent.keys()]) ? [flaw('invalid', law.constraint, beyondOf(contract, law.constraint), 'map:case-twin')] : [];
      case 'response-places-equal': case 'last-duplicate-wins':
        return [];
      default:
        return law satisfies never;
    }
  });
}

function mismatchClass(urlKey: string, bodyKey: string): string {
  if (urlKey.toLowerCase() === bodyKey.toLowerCase()) return 'url:mismatch-case';
  return decodeAgain(urlKey) === bodyKey || urlKey.trim() === bodyKey.trim() || urlKey.replaceAll('+', ' ') === bodyKey ? 'url:mismatch-encoding' : 'url:mismatch';
}

function decodeAgain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether two keys differ only in case. */
export function hasCaseTwins(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size < new Set(keys).size;
}

function readRequestBody(exchange: Exchange, contract: Contract, operation: Operation, key: string | null): BodyReading {
  const body = readBody(exchange.request.body);
  switch (body.kind) {
    case 'none': return brokenBody(contract, 'body:none');
    case 'not-utf8': return brokenBody(contract, 'body:invalid-utf8');
    case 'not-json': return brokenBody(contract, isTooDeep(body.text) ? 'body:too-deep' : /^\s*\{.*\}\s*\S/s.test(body.text) ? 'body:trailing-garbage' : 'body:not-json');
    case 'json': break;
    default: return body satisfies never;
  }
  const pointer = operation.requestMap ?? '';
  const alias = operation.requestMapAliases.find((other) => mapAt(body.value, other) !== null);
  const sent = mapAt(body.value, pointer) ?? (alias === undefined ? null : mapAt(body.value, alias));
  const legacy = contract.service.versions.length > 1 && exchange.route.startsWith('/v2') && !exchange.route.startsWith('/v2.1');
  const flaws = alias !== undefined && mapAt(body.value, pointer) === null
    ? [flaw('invalid', rejectionConstraint(contract, 'invalid'), 'either', 'body:other-action')]
    : schemaFlaws(contract, operation, body.value, legacy);
  const classes: string[] = [];
  const envelope = envelopeClass(body.value, operation, contract);
  if (envelope !== null) classes.push(envelope);
  if (body.bom) classes.push('body:bom');
  if (duplicateMembers(body.text).length > 0) classes.push('body:duplicate-member');
  if (/\\u[0-9a-f]{4}/i.test(body.text) && !body.text.includes('\\u00')) classes.push('body:escapes');
  const tolerated = classes.filter((cls) => cls === 'body:bom' || cls === 'body:duplicate-member');
  return {
    sent,
    classes,
    flaws: [...flaws, ...tolerated.map((cls) => flaw('invalid', rejectionConstraint(contract, 'invalid'), 'either', cls)), ...(sent === null ? [] : laws(contract, key, sent))],
  };
}

/** Answers a body whose length was not said beforehand (RFC 9110, 15.5.12). */
const LENGTH_REQUIRED = 411;

function transferFlaws(exchange: Exchange, contract: Contract, operation: Operation): Flaw[] {
  const header = (name: string): string | undefined => exchange.request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const flaws: Flaw[] = [];
  if (header('transfer-encoding') !== undefined) flaws.push({ ...flaw('invalid', null, 'either', 'body:chunked'), alsoStatus: LENGTH_REQUIRED });
  if (bodyBytes(exchange.request.body) > SAFE_BODY_BYTES) flaws.push(flaw('body-size', rejectionConstraint(contract, 'body-size'), 'either', 'body:too-large'));
  if (operation.requestMap === null) return flaws;
  const media = mediaTypeClass(header('content-type') ?? null);
  if (media === null || media === 'media-type:charset') return flaws;
  flaws.push(flaw('media-type', rejectionConstraint(contract, 'media-type'), media === 'media-type:absent' ? 'either' : 'reject', media));
  return flaws;
}

/** Read what an exchange asks for. */
export function readRequest(exchange: Exchange, trace: Trace, contract: Contract): Ask {
  const address = readAddress(exchange, trace, contract);
  const { method } = exchange.request;
  const operation = address.operations.find((candidate) => candidate.method === method) ?? null;
  const flaws = [...addressFlaws(address, method, operation, contract), ...callerFlaws(exchange, operation, contract), ...microversionFlaw(exchange, operation, trace, contract)];
  const effect = operation?.effect ?? nearestEffect(method, address);
  const own = { operation, effect, slot: address.slot, key: address.key };
  if (operation === null) return { ...own, sent: null, flaws, classes: classesOf(address.classes, flaws, exchange) };
  flaws.push(...transferFlaws(exchange, contract, operation), ...keyFlaws(contract, operation, address.key, address.rawKey));
  if (operation.requestMap === null) return { ...own, sent: null, flaws, classes: classesOf(address.classes, flaws, exchange) };
  const body = readRequestBody(exchange, contract, operation, address.key);
  return { ...own, sent: body.sent, flaws: [...flaws, ...body.flaws], classes: [...classesOf(address.classes, [...flaws, ...body.flaws], exchange), ...body.classes] };
}

function classesOf(address: readonly string[], flaws: readonly Flaw[], exchange: Exchange): string[] {
  const media = mediaTypeClass(exchange.request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null);
  const classes = [...address, ...flaws.flatMap((each) => (each.class === null ? [] : [each.class]))];
  if (media === 'media-type:charset') classes.push(media);
  if (exchange.caller === 'admin') classes.push('caller:admin');
  return [...new Set(classes)];
}
