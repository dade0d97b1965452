/** Answers of a real Nova, as they were recorded: one request each, its answer, and the metadata read right after. */
import { parseJson, toPlain } from '../json.ts';

/** One recorded request and answer. */
export interface RecordedCase {
  readonly section: string;
  readonly case: string;
  readonly method: string;
  /** With `{server}`, `{image}`, `{project}` and the like for ids. */
  readonly path: string;
  /** `\xNN` stands for a byte. */
  readonly body: string | null;
  readonly status: number;
  readonly response: string;
  /** JSON of the metadata afterwards, null where it was not read. */
  readonly after: string | null;
  readonly options?: {
    /** `member` (the default), `admin`, `reader`, `other`, null for none; anything else is sent as it is. */
    readonly token?: string | null;
    readonly mv?: string;
    readonly ctype?: string | null;
    readonly accept?: string;
    /** `Name: value` lines. */
    readonly headers?: readonly string[];
    /** Another service than compute was asked. */
    readonly base?: string;
  };
}

/** Plain metadata. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** The bytes a recorded body stands for; `\xNN` is a byte, NUL is NUL. */
export function bodyBytes({ body }: RecordedCase): Buffer | null {
  if (body === null) return null;
  const pieces = body.split(/(\\x[0-9a-f]{2})/);
  return Buffer.concat(pieces.map((piece) => (/^\\x[0-9a-f]{2}$/.test(piece) ? Buffer.from(piece.slice(2), 'hex') : Buffer.from(piece, 'utf8'))));
}

/** JSON as plain data; undefined when it is none. */
export function jsonOf(text: string | null): unknown {
  if (text === null || text === '') return undefined;
  try {
    return toPlain(parseJson(text));
  } catch {
    return undefined;
  }
}

/** The map or item that an answer shows: of `metadata`, `meta` or a resource with metadata; undefined when it shows none. */
export function mapOf(text: string): PlainMap | undefined {
  const body = jsonOf(text) as Record<string, Record<string, unknown>> | undefined;
  const found = body?.['metadata'] ?? body?.['meta'] ?? body?.['aggregate']?.['metadata'] ?? body?.['server']?.['metadata'] ?? body?.['image']?.['metadata'];
  return typeof found === 'object' && found !== null ? found as PlainMap : undefined;
}
