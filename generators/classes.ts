/**
 * Classes of keys, values and requests: the vocabulary that generators, judge and reports share. A class is always computed from what is in hand
 * (a key, a value), never remembered from the generator's intent.
 */
import type { Contract, JsonSchema } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { JsonValue } from './plan.ts';

/** What is special about a key, the rarest trait first. `plain` is nothing. */
export const KEY_CLASSES = [
  'empty', 'too-long', 'lone-surrogate', 'newline', 'control', 'reserved', 'named', 'dot-segment', 'slash', 'percent', 'plus', 'outer-space', 'space',
  'astral', 'non-ascii', 'punctuation', 'special-name', 'longest', 'suffix', 'digits', 'dotted', 'colon', 'shortest', 'plain',
] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

/** What is special about a value, the rarest trait first. */
export const VALUE_CLASSES = [
  'null', 'boolean', 'number', 'array', 'object', 'empty', 'too-long', 'lone-surrogate', 'nul', 'control', 'longest-astral', 'longest-non-ascii', 'longest',
  'astral', 'combining', 'non-ascii', 'outer-space', 'number-like', 'boolean-like', 'null-like', 'date-like', 'json-like', 'markup', 'plain',
] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

/**
 * What is special about a request as a whole. `map:` how the sent map relates to the stored one or to the item limit, `body:` how it is written,
 * `media-type:` how it is declared, `url:` how it is addressed, `method:` an unsupported method, `caller:` whose token,
 * `state:` the resource's state, `route:` another way to the same resource, `microversion:` below, at or beyond the contract's range.
 */
export const REQUEST_CLASSES = [
  'map:empty', 'map:create', 'map:overwrite', 'map:mixed', 'map:same', 'map:disjoint', 'map:many', 'map:no-pair', 'map:two-pairs', 'map:case-twin', 'map:null-removes',
  'map:null-absent', 'map:at-quota', 'map:beyond-quota', 'map:overwrite-at-quota', 'map:replace-at-quota', 'map:partly-invalid',
  'body:none', 'body:not-json', 'body:invalid-utf8', 'body:bom', 'body:trailing-garbage', 'body:duplicate-member', 'body:wrong-envelope', 'body:bare-map',
  'body:missing-map', 'body:null-map', 'body:map-not-object', 'body:not-object', 'body:extra-member', 'body:other-action', 'body:two-actions', 'body:chunked', 'body:too-large', 'body:too-deep', 'body:escapes',
  'media-type:absent', 'media-type:xml', 'media-type:form', 'media-type:merge-patch', 'media-type:charset',
  'url:encoded', 'url:double-encoded', 'url:plus', 'url:slash', 'url:suffix', 'url:dot-segment', 'url:trailing-slash', 'url:double-slash', 'url:mismatch', 'url:mismatch-case', 'url:mismatch-encoding', 'url:query',
  'url:unknown-resource', 'url:malformed-resource', 'url:absent-key', 'url:other-case-key', 'url:other-project',
  'method:PATCH', 'method:DELETE', 'method:POST', 'method:PUT',
  'caller:nobody', 'caller:bad-token', 'caller:stranger', 'caller:reader', 'caller:admin', 'caller:member',
  'state:writable', 'state:unwritable', 'state:locked', 'route:other', 'microversion:beyond', 'microversion:within', 'microversion:unsupported', 'microversion:malformed',
] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];

/** Names that some language, framework or store gives a meaning of its own; all lie inside every contract's alphabet. */
export const SPECIAL_NAMES = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__class__', '__dict__', 'self', 'this', 'id', '_id', 'uuid', 'metadata', 'meta', 'key', 'keys', 'value',
  'values', 'items', 'length', 'size', 'name', 'type', 'null', 'None', 'true', 'false', 'NaN', 'undefined', 'default', 'class', 'function', 'select', 'index',
] as const;

const specialNames: ReadonlySet<string> = new Set(SPECIAL_NAMES);

/** Number of code points, the unit of every length in a contract. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function schemaAt(contract: Contract, pointer: string): JsonSchema {
  return resolvePointer(contract.openapi, pointer) as JsonSchema;
}

/** A contract's limit in code points, or infinity where it sets none. */
export function maxLengthOf(contract: Contract, pointer: string): number {
  const limit = schemaAt(contract, pointer)['maxLength'];
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}

/** What a contract says of keys and values, looked up once: every request of a run is classified. */
interface Limits {
  readonly longestKey: number;
  readonly longestValue: number;
  readonly reserved: ReadonlySet<unknown>;
  readonly named: ReadonlySet<string>;
}

const limitsByContract = new WeakMap<Contract, Limits>();

function limitsOf(contract: Contract): Limits {
  const known = limitsByContract.get(contract);
  if (known !== undefined) return known;
  const not = schemaAt(contract, contract.keySchema)['not'] as { enum?: readonly unknown[] } | undefined;
  const limits: Limits = {
    longestKey: maxLengthOf(contract, contract.keySchema), longestValue: maxLengthOf(contract, contract.valueSchema),
    reserved: new Set(not?.enum ?? []), named: new Set(Object.keys((schemaAt(contract, contract.mapSchema)['properties'] as object | undefined) ?? {})),
  };
  limitsByContract.set(contract, limits);
  return limits;
}

/** The class of a key under a contract: the first trait of {@link KEY_CLASSES} that it has. */
export function keyClass(key: string, contract: Contract): KeyClass {
  const length = codePoints(key);
  const { longestKey: longest, reserved, named } = limitsOf(contract);
  if (key === '') return 'empty';
  if (length > longest) return 'too-long';
  if (!key.isWellFormed()) return 'lone-surrogate';
  if (/[\r\n]/.test(key)) return 'newline';
  if (/\p{Cc}/u.test(key)) return 'control';
  if (reserved.has(key)) return 'reserved';
  if (named.has(key)) return 'named';
  if (key === '.' || key === '..') return 'dot-segment';
  if (key.includes('/')) return 'slash';
  if (key.includes('%')) return 'percent';
  if (key.includes('+')) return 'plus';
  if (key.trim() !== key) return 'outer-space';
  if (key.includes(' ')) return 'space';
  if (/[\u{10000}-\u{10ffff}]/u.test(key)) return 'astral';
  if (/[^\u0000-\u007f]/.test(key)) return 'non-ascii';
  if (/[^A-Za-z0-9\-_:.]/.test(key)) return 'punctuation';
  if (specialNames.has(key)) return 'special-name';
  if (length === longest) return 'longest';
  if (/\.(json|xml|html|txt)$/i.test(key)) return 'suffix';
  if (/^\d+$/.test(key)) return 'digits';
  if (key.includes('.')) return 'dotted';
  if (key.includes(':')) return 'colon';
  return length === 1 ? 'shortest' : 'plain';
}

/** The class of a value under a contract: the first trait of {@link VALUE_CLASSES} that it has. */
export function valueClass(value: JsonValue, contract: Contract): ValueClass {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'string') return 'object';
  return textClass(value, limitsOf(contract).longestValue);
}

function textClass(value: string, longest: number): ValueClass {
  const length = codePoints(value);
  if (value === '') return 'empty';
  if (length > longest) return 'too-long';
  if (!value.isWellFormed()) return 'lone-surrogate';
  if (value.includes('\0')) return 'nul';
  if (/\p{Cc}/u.test(value)) return 'control';
  const astral = /[\u{10000}-\u{10ffff}]/u.test(value);
  const nonAscii = /[^\u0000-\u007f]/.test(value);
  if (length === longest) return astral ? 'longest-astral' : nonAscii ? 'longest-non-ascii' : 'longest';
  if (astral) return 'astral';
  if (value.normalize('NFC') !== value) return 'combining';
  if (nonAscii) return 'non-ascii';
  if (value.trim() !== value) return 'outer-space';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) || /^0x[0-9a-f]+$/i.test(value) || /^[+-]?(nan|inf(inity)?)$/i.test(value)) return 'number-like';
  if (/^(true|false|yes|no|on|off)$/i.test(value)) return 'boolean-like';
  if (/^(null|none|nil|undefined|~)$/i.test(value)) return 'null-like';
  if (/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?.*)?$/.test(value)) return 'date-like';
  if (/^(\{.*\}|\[.*\]|".*")$/s.test(value)) return 'json-like';
  return /[<>&"'\\%+]/.test(value) ? 'markup' : 'plain';
}
