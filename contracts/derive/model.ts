/**
 * contracts/derive/ answers: what does a document promise? Readers turn a text of any known format into the blocks below; everything after them
 * (operations, contract, lint, drift) works on blocks only.
 */

/** One sentence of a document. Its text stays in memory: files get the digest only. */
export interface Sentence {
  /** As written, white space collapsed; inline markup (`` ` ``, `*`) is kept, because names are told by it. */
  readonly text: string;
  /** 1-based first and last line. */
  readonly line: number;
  readonly endLine: number;
  /** SHA-256 (hex) of the text without markup, so that one sentence has one digest in every format. */
  readonly sha256: string;
  /** Name of the file it stands in where that is not the document itself (a shared table of parameters), else null. */
  readonly file: string | null;
}

/** A cell of a table: its paragraphs, none when it is empty. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  readonly sentences: readonly Sentence[];
}

/** One row of a table, as long as the table has columns. */
export interface Row {
  readonly line: number;
  readonly endLine: number;
  readonly cells: readonly Cell[];
}

/** What a document is made of, in order; a closed union. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly line: number }
  /** A paragraph or a list item; `strong`: all of it is emphasised, as captions are. */
  | { readonly kind: 'prose'; readonly text: string; readonly line: number; readonly endLine: number; readonly sentences: readonly Sentence[]; readonly strong: boolean }
  /** `file`: the sample file it was read from; `line` is then the line that includes it. */
  | { readonly kind: 'code'; readonly text: string; readonly line: number; readonly endLine: number; readonly file: string | null }
  /** `brokenAt`: lines at which the table ends and begins again without need. */
  | { readonly kind: 'table'; readonly caption: string; readonly line: number; readonly endLine: number; readonly header: readonly Cell[]; readonly rows: readonly Row[]; readonly brokenAt: readonly number[] }
  /** A method and a path, set apart by the markup. */
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly line: number }
  /** Parameters by reference to a shared file. */
  | { readonly kind: 'parameters'; readonly line: number; readonly entries: readonly ParameterEntry[] }
  | { readonly kind: 'statuses'; readonly line: number; readonly entries: readonly { readonly status: number; readonly line: number }[] };

/** One parameter of a shared table, looked up. */
export interface ParameterEntry {
  readonly name: string;
  readonly line: number;
  /** Null: the shared table has no such entry. */
  readonly definition: { readonly in: string; readonly type: string; readonly required: boolean | null; readonly sentences: readonly Sentence[] } | null;
}

/** A part of a document that could not be read. */
export interface Unread {
  readonly line: number;
  readonly endLine: number;
  readonly what: string;
}

/** The formats there are readers for. */
export type DocumentFormat = 'restructuredtext' | 'markdown';

/** A document as blocks. */
export interface ReadDocument {
  /** File name without its ending. */
  readonly id: string;
  /** Path as it was given. */
  readonly file: string;
  readonly format: DocumentFormat;
  readonly title: string;
  /** SHA-256 (hex) of the bytes as they are. */
  readonly sha256: string;
  readonly lineCount: number;
  readonly blocks: readonly Block[];
  readonly unread: readonly Unread[];
}
