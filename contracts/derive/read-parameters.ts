/** The parameters of an operation, out of its tables and references. */
import type { Parameter, SwappedColumns } from './api-operation.ts';
import type { Block, Cell, ParameterEntry, Row } from './model.ts';
import type { Placed, Role } from './sections.ts';

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:csapi:uuid|uuid|xsd:string|xsd:datetime|str|string|text)$/i, 'string'],
  [/^(?:xsd:int(?:eger)?|xsd:long|int|integer|long)$/i, 'integer'],
  [/^(?:float|double|number|xsd:double)$/i, 'number'],
  [/^(?:xsd:boolean|bool|boolean)$/i, 'boolean'],
  [/^(?:xsd:dict|dict|object|map|map<.*>|json|csapi:metadata)$/i, 'object'],
  [/^(?:list|array|list of .*|array of .*|array\[.*\])$/i, 'array'],
];
const YES = /^(?:yes|true|mandatory|required|m)$/i;
const NO = /^(?:no|false|optional|o)$/i;

/** The JSON type that a document's word for it means; null: none. */
export function jsonType(word: string): string | null {
  return TYPES.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? null;
}

function isFlag(word: string): boolean {
  return YES.test(word.trim()) || NO.test(word.trim());
}

function flag(word: string): boolean | null {
  return YES.test(word.trim()) ? true : NO.test(word.trim()) ? false : null;
}

interface Columns {
  readonly name: number;
  readonly type: number;
  readonly required: number;
  readonly description: number;
}

function column(header: readonly Cell[], pattern: RegExp): number {
  return header.findIndex(({ text }) => pattern.test(text.replaceAll(/[*`]/g, '').trim()));
}

function columnsOf(header: readonly Cell[]): Columns | null {
  const columns = {
    name: column(header, /^(?:parameter|name|field|key|attribute)s?$/i), type: column(header, /type$/i), required: column(header, /^(?:mandatory|required|optional\/mandatory)$/i),
    description: column(header, /^description$/i),
  };
  return columns.name === -1 || (columns.type === -1 && columns.description === -1) ? null : columns;
}

/** The columns are swapped when every row has a yes or no for a type and a type for a yes or no. */
function areSwapped(rows: readonly Row[], { type, required }: Columns): boolean {
  if (type === -1 || required === -1 || rows.length === 0) return false;
  return rows.every(({ cells }) => isFlag(cells[type]?.text ?? '') && jsonType(cells[required]?.text ?? '') !== null);
}

function placeOf(name: string, role: Role, table: string, pathNames: readonly string[]): Parameter['place'] {
  const isResponse = role === 'response' || role === 'response-example';
  if (!isResponse && pathNames.includes(name)) return 'path';
  if (/header/i.test(table)) return 'header';
  return isResponse ? 'response' : 'request';
}

/** What a table says, and whether its columns are swapped. */
export interface TableParameters {
  readonly parameters: readonly Parameter[];
  readonly swapped: SwappedColumns | null;
}

/** The parameters of a table; none when it is a table of something else. */
export function tableParameters(table: Extract<Block, { kind: 'table' }>, role: Role, title: string, pathNames: readonly string[]): TableParameters {
  const columns = columnsOf(table.header);
  if (columns === null) return { parameters: [], swapped: null };
  const swap = areSwapped(table.rows, columns);
  const [type, required] = swap ? [columns.required, columns.type] : [columns.type, columns.required];
  const parameters = table.rows.flatMap(({ cells, line, endLine }): readonly Parameter[] => {
    const name = (cells[columns.name]?.text ?? '').replaceAll(/[{}`*\\]/g, '').trim();
    const word = cells[type]?.text ?? '';
    const description = cells[columns.description];
    return name === '' ? [] : [{
      name, line, endLine, place: placeOf(name, role, title, pathNames), type: jsonType(word), typeAsWritten: word,
      required: flag(cells[required]?.text ?? ''), sentences: description?.sentences ?? [], table: title,
    }];
  });
  const cells = table.rows.flatMap((row) => [row.cells[columns.type]!, row.cells[columns.required]!]);
  return { parameters, swapped: swap ? { headerLine: table.header[columns.type]!.line, cells } : null };
}

function entryPlace(entry: ParameterEntry, role: Role): Parameter['place'] {
  const place = entry.definition?.in;
  if (place === 'path' || place === 'query' || place === 'header') return place;
  return role === 'response' || role === 'response-example' ? 'response' : 'request';
}

/** The parameters of a list of references. */
export function referencedParameters({ block, role }: Placed): readonly Parameter[] {
  if (block.kind !== 'parameters') return [];
  return block.entries.map((entry): Parameter => ({
    name: entry.name, line: entry.line, endLine: entry.line, place: entryPlace(entry, role), type: jsonType(entry.definition?.type ?? ''), typeAsWritten: entry.definition?.type ?? '',
    required: entry.definition?.required ?? null, sentences: entry.definition?.sentences ?? [], table: '',
  }));
}
