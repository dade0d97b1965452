/** Bodies and media types that deviate from the plain request of an operation, each with the request class it makes. */
import type { Contract, JsonPointer, Operation } from '../contracts/contract.ts';
import { pointerTokens } from '../contracts/json-pointer.ts';
import type { RequestClass } from './classes.ts';
import type { Entry, Twist } from './plan.ts';
import { mapText } from './request-body.ts';

/** One deviation. */
export interface Deviation {
  readonly class: RequestClass;
  readonly twists: readonly Twist[];
}

/** Spaces after a valid body: past the request size limit in common use (114,688 bytes). */
const PADDING = 131_072;

/** Lists in lists: more than parsers that call themselves have room for, in a body that is small. */
const DEPTH = 10_000;

/** A body text with something else where the map belongs. */
function around(pointer: JsonPointer, inner: string): string {
  return pointerTokens(pointer).reduceRight((text, token) => `{${JSON.stringify(token)}:${text}}`, inner);
}

function text(name: RequestClass, body: string): Deviation {
  return { class: name, twists: [{ kind: 'body-text', text: body }] };
}

function header(name: RequestClass, value: string | null): Deviation {
  return { class: name, twists: [{ kind: 'header', name: 'content-type', value }] };
}

/** The body of the entries with its last byte but the brackets made invalid UTF-8. */
function invalidUtf8(pointer: JsonPointer, entries: readonly Entry[]): Deviation {
  const [before, after] = around(pointer, mapText([...entries, ['broken', '@']])).split('@') as [string, string];
  const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
  return { class: 'body:invalid-utf8', twists: [{ kind: 'body-bytes', base64: bytes.toString('base64') }] };
}

/** The body in UTF-16 with its byte order mark, as some clients of other platforms write files. */
function utf16(pointer: JsonPointer, entries: readonly Entry[]): Deviation {
  return { class: 'body:invalid-utf8', twists: [{ kind: 'body-bytes', base64: Buffer.from(`\ufeff${around(pointer, mapText(entries))}`, 'utf16le').toString('base64') }] };
}

/** Envelopes of the contract's other operations, and the one with its innermost name changed. */
function wrongEnvelopes(contract: Contract, operation: Operation): readonly JsonPointer[] {
  const own = operation.requestMap as JsonPointer;
  const others = contract.operations.flatMap(({ requestMap }) => (requestMap === null ? [] : [requestMap]));
  const renamed = own === '' ? '/meta' : own.replace(/[^/]*$/, (last) => (last === 'meta' ? 'metadata' : 'meta'));
  return [...new Set([...others, renamed])].filter((pointer) => pointer !== '' && pointer !== own && !operation.requestMapAliases.includes(pointer));
}

/** Bodies that are JSON of another shape than the contract's. All must be refused. */
export function wrongShapes(contract: Contract, operation: Operation): readonly Deviation[] {
  const pointer = operation.requestMap as JsonPointer;
  const envelope = pointerTokens(pointer)[0];
  const missing = [...new Set(['{}', around(pointer.replace(/\/[^/]*$/, ''), '{}')])];
  return [
    ...wrongEnvelopes(contract, operation).map((other): Deviation => ({ class: 'body:wrong-envelope', twists: [{ kind: 'envelope', pointer: other }] })),
    ...(envelope === undefined ? [] : [{ class: 'body:bare-map', twists: [{ kind: 'envelope', pointer: '' }] } as Deviation]),
    ...missing.map((body) => text('body:missing-map', body)),
    text('body:null-map', around(pointer, 'null')), text('body:map-not-object', around(pointer, '[{map}]')), text('body:map-not-object', around(pointer, '"fine"')), text('body:not-object', '[{map}]'),
    { class: 'body:extra-member', twists: [{ kind: 'extra-member', name: 'extra', value: { leaked: 'v' } }] },
  ];
}

/** Other names that documents give to an action, and two actions at once: only for operations whose envelope names an action. */
export function otherActions(operation: Operation): readonly Deviation[] {
  const pointer = operation.requestMap as JsonPointer;
  if (pointerTokens(pointer).length < 2) return [];
  const second = operation.requestMapAliases[0] ?? '/other_action';
  const twoActions = `${around(pointer, '{map}').slice(0, -1)},${around(second, '{"second":"v"}').slice(1)}`;
  return [...operation.requestMapAliases.map((alias): Deviation => ({ class: 'body:other-action', twists: [{ kind: 'envelope', pointer: alias }] })), text('body:two-actions', twoActions)];
}

/** Bodies that are no JSON text, or not only that. All must be refused. */
export function brokenBodies(operation: Operation, entries: readonly Entry[]): readonly Deviation[] {
  const pointer = operation.requestMap as JsonPointer;
  const whole = around(pointer, '{map}');
  return [
    { class: 'body:none', twists: [{ kind: 'no-body' }] }, text('body:none', ''), text('body:not-json', 'metadata=fine'), text('body:not-json', whole.slice(0, -1)),
    text('body:trailing-garbage', `${whole} x`), text('body:trailing-garbage', `${whole}${whole}`), text('body:bom', `\ufeff${whole}`), invalidUtf8(pointer, entries), utf16(pointer, entries),
    text('body:too-deep', around(pointer, '['.repeat(DEPTH) + ']'.repeat(DEPTH))),
    // Valid by its first member, invalid by its last: who looks at one must not store the other.
    text('body:duplicate-member', around(pointer, '{"fine":"first","fine":5}')),
  ];
}

/** A valid body with spaces behind it, longer than servers take. */
export function oversizedBody(operation: Operation): Deviation {
  return text('body:too-large', around(operation.requestMap as JsonPointer, '{map}') + ' '.repeat(PADDING));
}

function form(body: string): Deviation {
  return { class: 'media-type:form', twists: [{ kind: 'header', name: 'content-type', value: 'application/x-www-form-urlencoded' }, { kind: 'body-text', text: body }] };
}

/** Media types that are not JSON, with a JSON body that must not be read all the same, and a form that must not be read as one. */
export const FOREIGN_MEDIA_TYPES: readonly Deviation[] = [
  header('media-type:xml', 'application/xml'), form('fine=form'), form('metadata%5Bfine%5D=form'), header('media-type:merge-patch', 'application/merge-patch+json'),
];

/** Ways to write a valid request that a server takes, or refuses as a whole. */
export const LENIENT_FORMS: readonly Deviation[] = [
  header('media-type:charset', 'application/json; charset=utf-8'), header('media-type:absent', null), { class: 'body:escapes', twists: [{ kind: 'ascii-escapes' }] }, { class: 'body:chunked', twists: [{ kind: 'chunked' }] },
];
