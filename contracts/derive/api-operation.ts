/** What a document says of one operation, before it is a contract. */
import type { Effect } from '../contract.ts';
import type { Cell, Sentence } from './model.ts';
import type { Target } from './request-line.ts';

/** How sure a reading is: said outright, said in words that allow little else, or not settled by the document. */
export type Confidence = 'certain' | 'likely' | 'open';

/** A parameter as a table says it. */
export interface Parameter {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly place: 'path' | 'query' | 'header' | 'request' | 'response';
  /** JSON type; null when the document names none, or one that is no JSON type. */
  readonly type: string | null;
  readonly typeAsWritten: string;
  readonly required: boolean | null;
  readonly sentences: readonly Sentence[];
  /** Title of its table: `Data structure description of the metadata field`. */
  readonly table: string;
}

/** A table whose columns for type and mandatory hold each other's values, and the lines of the cells. */
export interface SwappedColumns {
  readonly headerLine: number;
  readonly cells: readonly Cell[];
}

/** A JSON example. */
export interface Example {
  readonly line: number;
  readonly endLine: number;
  /** Undefined when the text is no JSON. */
  readonly body: unknown;
  readonly text: string;
  /** The sample file it was read from; null when it stands in the document. */
  readonly file: string | null;
  /** Title over it, with its line. */
  readonly caption: { readonly text: string; readonly line: number } | null;
}

/** A status and the line that lists it. */
export interface ListedStatus {
  readonly status: number;
  readonly line: number;
}

/** A line that shows the request: the method, the path and how it is written. */
export interface RequestForm extends Target {
  readonly method: string;
  readonly line: number;
  readonly asWritten: string;
}

/** What the prose, the method and the examples say an operation does. */
export interface EffectReading {
  /** Null: the document does not settle it. */
  readonly effect: Effect | null;
  readonly confidence: Confidence;
  readonly sentences: readonly Sentence[];
  /** What the words leave open; null: nothing. */
  readonly open: string | null;
  /** Whether the examples decided. */
  readonly byExample: boolean;
}

/** One operation of a document. */
export interface ApiOperation {
  readonly title: string;
  readonly titleLine: number;
  readonly method: string;
  readonly path: string;
  /** All lines that name it, the first of which names it best. */
  readonly forms: readonly RequestForm[];
  /** Requests in examples. */
  readonly exampleForms: readonly RequestForm[];
  /** All prose of the operation, tables left out. */
  readonly sentences: readonly Sentence[];
  readonly parameters: readonly Parameter[];
  readonly swapped: readonly SwappedColumns[];
  readonly statuses: readonly ListedStatus[];
  /** Line after which a table of statuses is broken in two. */
  readonly statusTableBreaks: readonly number[];
  readonly request: Example | null;
  readonly response: Example | null;
  readonly endLine: number;
}
