/** JSON read as some parsers do: of members with one name the first wins. */
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Json } from '../json.ts';

function fromNode(node: Node): Json {
  if (node.type === 'array') return (node.children ?? []).map(fromNode);
  if (node.type !== 'object') return node.value as Json;
  const members = (node.children ?? []).map((property) => [property.children![0]!.value as string, fromNode(property.children![1]!)] as const);
  return new Map(members.toReversed());
}

/** The value of a JSON text that is known to be valid. */
export function parseFirstMembers(text: string): Json {
  return fromNode(parseTree(text)!);
}
