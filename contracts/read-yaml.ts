/** YAML text as plain data that still knows on which line each member stands. */
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { JsonPointer } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { pointerTokens } from './json-pointer.ts';

/** A parsed file: its data, its syntax fault if it has one, and where its members stand. */
export interface YamlFile {
  readonly data: unknown;
  readonly fault: Fault | null;
  /** 1-based line of the member at a pointer, or of its nearest ancestor. */
  readonly lineOf: (pointer: JsonPointer) => number | null;
}

function keyLine(node: unknown, token: string): Node | null {
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => String((item.key as { value?: unknown } | null)?.value) === token);
  return (pair?.key as Node | undefined) ?? null;
}

function offsetOf(document: Document.Parsed, pointer: JsonPointer): number | null {
  let here: unknown = document.contents;
  let offset = document.contents?.range[0] ?? null;
  for (const token of pointerTokens(pointer)) {
    const key = keyLine(here, token);
    const next = isMap(here) || isSeq(here) ? here.get(isSeq(here) ? Number(token) : token, true) : undefined;
    const range = key?.range ?? (next as Node | undefined)?.range;
    if (range === undefined || range === null) break;
    offset = range[0];
    here = next;
  }
  return offset;
}

/** Read YAML 1.2. Of several syntax errors only the first is given: the others follow from it. */
export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const error = document.errors[0];
  if (error !== undefined) {
    const found = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    const line = lines.linePos(error.pos[0]).line;
    return { data: undefined, fault: { pointer: '', expected: 'well-formed YAML', found }, lineOf: () => line };
  }
  const lineOf = (pointer: JsonPointer): number | null => {
    const offset = offsetOf(document, pointer);
    return offset === null ? null : lines.linePos(offset).line;
  };
  return { data: withoutAliases(document.toJS()), fault: null, lineOf };
}

/** Each place gets an object of its own, because findings tell places apart by their schema object. */
function withoutAliases(data: unknown): unknown {
  return data === undefined ? undefined : JSON.parse(JSON.stringify(data));
}
