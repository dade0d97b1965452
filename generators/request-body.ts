/** The bytes of a request body, written from entries so that order, duplicates and malformed text can be said. */
import { pointerTokens } from '../contracts/json-pointer.ts';
import type { JsonPointer } from '../contracts/contract.ts';
import type { Entry, Twist } from './plan.ts';

/** A member of a JSON object as text: the name, and the JSON of the value. */
type Member = readonly [name: string, json: string];

function objectText(members: readonly Member[]): string {
  return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

/** The JSON text of a map, pair by pair in order; duplicates stay, and lone surrogates become `\uXXXX` escapes. */
export function mapText(entries: readonly Entry[]): string {
  return objectText(entries.map(([key, value]) => [key, JSON.stringify(value)]));
}

function twistOf<Kind extends Twist['kind']>(twists: readonly Twist[], kind: Kind): Extract<Twist, { kind: Kind }> | undefined {
  return twists.find((twist): twist is Extract<Twist, { kind: Kind }> => twist.kind === kind);
}

function envelopeText(entries: readonly Entry[], pointer: JsonPointer, twists: readonly Twist[]): string {
  const extras = twists.flatMap((twist): Member[] => (twist.kind === 'extra-member' ? [[twist.name, JSON.stringify(twist.value)]] : []));
  const [outermost, ...inner] = pointerTokens(pointer);
  if (outermost === undefined) return objectText([...entries.map(([key, value]): Member => [key, JSON.stringify(value)]), ...extras]);
  const nested = inner.reduceRight((json, token) => objectText([[token, json]]), mapText(entries));
  return objectText([[outermost, nested], ...extras]);
}

function asciiEscapes(text: string): string {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/\P{ASCII}/gu, (character) => character.split('').map(escape).join(''));
}

/**
 * Write the body of a step.
 * @param entries the pairs of the map.
 * @param requestMap where the operation puts the map; null: the operation has no body, and only a body twist gives it one.
 * @param twists the step's deviations; those that do not concern the body are ignored.
 * @returns UTF-8 bytes, or null when no body is sent. In a raw text `{map}` stands for the JSON of the entries.
 */
export function writeBody(entries: readonly Entry[], requestMap: JsonPointer | null, twists: readonly Twist[]): Uint8Array | null {
  if (twistOf(twists, 'no-body') !== undefined) return null;
  const bytes = twistOf(twists, 'body-bytes');
  if (bytes !== undefined) return new Uint8Array(Buffer.from(bytes.base64, 'base64'));
  const raw = twistOf(twists, 'body-text');
  const pointer = twistOf(twists, 'envelope')?.pointer ?? requestMap;
  if (raw === undefined && pointer === null) return null;
  const text = raw === undefined ? envelopeText(entries, pointer as JsonPointer, twists) : raw.text.replaceAll('{map}', () => mapText(entries));
  return new TextEncoder().encode(twistOf(twists, 'ascii-escapes') === undefined ? text : asciiEscapes(text));
}
