/** Replaces foreign pairs in the text of a body, in place: formatting, order and duplicates of the rest stay as they were. */
import { getNodeValue, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { JsonPointer } from '../contracts/contract.ts';
import { pointerTokens } from '../contracts/json-pointer.ts';
import { sameValue } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { spellingsOf } from './spellings.ts';

/** What a recorder knows about the foreign keys of one resource. */
export interface ForeignView {
  /** Where maps sit in the answers of the resource's contracts; their last names tell a map wherever it turns up. */
  readonly mapPointers: readonly JsonPointer[];
  /** Pairs of places that a contract says are equal: when one is masked, so is the other. */
  readonly equalPlaces: readonly (readonly [JsonPointer, JsonPointer])[];
  readonly isForeign: (key: string) => boolean;
  /** A stable number for a foreign key. */
  readonly number: (key: string) => number;
  /** Foreign pairs known from reads, masked wherever they turn up. */
  readonly pairs: JsonMap;
}

interface Edit { readonly offset: number; readonly length: number; readonly text: string }

/** How the key that stands for a foreign one begins: with U+0000, so that it cannot meet a key of ours. */
export const FOREIGN_MARK = '\u0000foreign-';

/** The JSON text of the key that stands for a foreign one. */
function maskedKey(number: number): string {
  return JSON.stringify(`${FOREIGN_MARK}${number}`);
}

function nodesAt(node: Node, tokens: readonly string[]): readonly Node[] {
  const [token, ...rest] = tokens;
  if (token === undefined) return [node];
  // All members of that name, since a body may repeat one.
  const members = (node.children ?? []).filter((member) => node.type === 'object' && member.children?.[0]?.value === token);
  return members.flatMap((member) => (member.children?.[1] === undefined ? [] : nodesAt(member.children[1], rest)));
}

function maskPair(member: Node, view: ForeignView): Edit {
  const key = String(member.children?.[0]?.value);
  return { offset: member.offset, length: member.length, text: `${maskedKey(view.number(key))}: "masked"` };
}

function objectsIn(node: Node): readonly Node[] {
  const found: Node[] = [];
  const open = [node];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (here.type === 'object') found.push(here);
    open.push(...(here.children ?? []));
  }
  return found;
}

function foreignMembers(root: Node, view: ForeignView, refused: boolean): ReadonlySet<Node> {
  const isForeign = (member: Node): boolean => view.isForeign(String(member.children?.[0]?.value));
  const isKnownPair = (member: Node): boolean => {
    const [name, value] = member.children ?? [];
    const known = view.pairs.get(String(name?.value));
    return known !== undefined && value !== undefined && isForeign(member) && sameValue(getNodeValue(value) as never, known);
  };
  const names = new Set(view.mapPointers.map((pointer) => pointerTokens(pointer).at(-1)));
  // Where items have no envelope, a body that holds a map in one is still that envelope.
  const isEnvelope = view.mapPointers.some((pointer) => pointer !== '' && nodesAt(root, pointerTokens(pointer)).some(({ type }) => type === 'object'));
  // A map is known by its name wherever it stands: a server that errs may show it in a place that no contract names.
  const isMap = (node: Node): boolean => (node === root ? names.has(undefined) && !isEnvelope : names.has(String(node.parent?.children?.[0]?.value)) && node.parent?.type === 'property');
  const objects = objectsIn(root);
  // What explains a refusal is an object under the name of a fault, which is no pair of anybody's.
  const isFault = (member: Node): boolean => refused && member.parent === root && member.children?.[1]?.type === 'object';
  const inMaps = objects.filter(isMap).flatMap((node) => node.children ?? []).filter((member) => isForeign(member) && !isFault(member));
  // Places that a contract says are equal keep their names, which the contract tells anyhow: only their values are masked.
  const places = new Set(view.equalPlaces.flat().flatMap((pointer) => nodesAt(root, pointerTokens(pointer)).map((node) => node.parent)));
  const elsewhere = view.pairs.size === 0 ? [] : objects.flatMap((node) => node.children ?? []).filter((member) => isKnownPair(member) && !places.has(member));
  return new Set([...inMaps, ...elsewhere]);
}

function maskEqualPlaces(root: Node, view: ForeignView, masked: ReadonlySet<Node>): readonly Edit[] {
  const isMasked = (node: Node): boolean => node.parent !== undefined && masked.has(node.parent);
  return view.equalPlaces.flatMap(([left, right]) => {
    const places = [left, right].flatMap((pointer) => nodesAt(root, pointerTokens(pointer)));
    if (!places.some(isMasked)) return [];
    return places.filter((node) => !isMasked(node)).map((node): Edit => ({ offset: node.offset, length: node.length, text: 'null' }));
  });
}

function apply(text: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((left, right) => left.offset - right.offset);
  const outermost = inOrder.filter((edit, index) => !inOrder.slice(0, index).some((before) => before.offset + before.length > edit.offset));
  let end = 0;
  const parts = outermost.map((edit) => {
    const part = text.slice(end, edit.offset) + edit.text;
    end = edit.offset + edit.length;
    return part;
  });
  return parts.join('') + text.slice(end);
}

/** Shorter texts say too little to be anybody's, and turn up by chance. */
const DISTINCTIVE_CHARACTERS = 6;

/**
 * An error's text with the known foreign keys and values taken out of its messages. Only for answers that refuse: in others the same text may be ours.
 */
export function maskMentions(text: string, pairs: JsonMap): string {
  const mentions = [...pairs].flat().filter((mention) => typeof mention === 'string').filter((mention) => mention.length >= DISTINCTIVE_CHARACTERS);
  return mentions.toSorted((left, right) => right.length - left.length).reduce((masked, mention) => spellingsOf(mention).replaceIn(masked, 'masked'), text);
}

/**
 * The text with every foreign pair of a map replaced by a placeholder; text that is no JSON object stays as it is.
 * @param refused whether it is the body of an answer that refuses.
 */
export function maskForeign(text: string, view: ForeignView, refused = false): string {
  const root = parseTree(text);
  if (root === undefined || root.type !== 'object') return text;
  const masked = foreignMembers(root, view, refused);
  if (masked.size === 0) return text;
  return apply(text, [...[...masked].map((member) => maskPair(member, view)), ...maskEqualPlaces(root, view, masked)]);
}
