/** `trace.ndjson`: one JSON object a line, written while the run goes on, so that a killed run leaves what it saw. */
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Trace } from '../targets/trace.ts';
import { makeFolder } from './make-folder.ts';
import { ConfigError } from './config-error.ts';
import type { PactVerification } from './pact/pact-verification.ts';
import type { Recording, RecordingLine, RunEnd, RunHeader } from './recording.ts';

/** Name of the file inside a report folder. */
export const TRACE_FILE = 'trace.ndjson';

/** A trace file being written. */
export interface TraceFile {
  readonly path: string;
  readonly append: (line: RecordingLine) => void;
  readonly close: () => void;
}

/**
 * Makes the report folder where it is missing and starts a new trace file in it. Done before anything is sent, so that a folder that cannot be written
 * costs nobody a request.
 * @throws {ConfigError} REPORT_FOLDER.
 */
export function createTraceFile(folder: string): TraceFile {
  const path = join(folder, TRACE_FILE);
  try {
    makeFolder(folder);
    const descriptor = openSync(path, 'w');
    return {
      path,
      append: (line) => void writeSync(descriptor, `${JSON.stringify(line)}\n`),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--report ${folder}: cannot write ${path} (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
}

interface Draft {
  header: RunHeader | null;
  readonly traces: Trace[];
  end: RunEnd | null;
  pact: PactVerification | null;
}

function parseLine(text: string, path: string, number: number): RecordingLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw broken(path, number, `is not JSON (${(cause as Error).message})`);
  }
  if (typeof value === 'object' && value !== null && 'type' in value) return value as RecordingLine;
  throw broken(path, number, 'has no "type"');
}

function broken(path: string, number: number, what: string): ConfigError {
  return new ConfigError('TRACE_UNREADABLE', `${path}, line ${number} ${what}. Expected the trace.ndjson of a run: one JSON object a line, of type "run", "trace", "pact" or "end".`);
}

function take(draft: Draft, line: RecordingLine, path: string, number: number): void {
  if ((line.type === 'run') !== (number === 1)) throw broken(path, number, line.type === 'run' ? 'begins a second run' : `is of type "${line.type}", but the first line must be of type "run"`);
  switch (line.type) {
    case 'run':
      if (line.schemaVersion !== 1) throw broken(path, number, `has schemaVersion ${JSON.stringify(line.schemaVersion)}, but this version of metaconform reads 1`);
      draft.header = line;
      return;
    case 'trace':
      draft.traces.push(line.trace);
      return;
    case 'end':
      draft.end = line;
      return;
    case 'pact':
      draft.pact = line.pact;
      return;
    default:
      throw broken(path, number, `is of the unknown type ${JSON.stringify((line as { type: unknown }).type)}`);
  }
}

/** Ends lines where JSON needs them to end: node:readline would also end them at U+2028 and U+2029, which JSON texts may hold as they are. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/**
 * Reads a recording back. A last line without its end is left out: that is where a killed run stopped.
 * @throws {ConfigError} TRACE_UNREADABLE, with the line.
 */
export async function readTraceFile(path: string): Promise<Recording> {
  const draft: Draft = { header: null, traces: [], end: null, pact: null };
  let number = 0;
  let held: string | null = null;
  try {
    for await (const text of linesOf(path)) {
      if (held !== null) take(draft, parseLine(held, path, (number += 1)), path, number);
      held = text;
    }
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError('TRACE_UNREADABLE', `cannot read ${path} (${(cause as Error).message}). Name the report folder of a run, or its trace.ndjson.`, { cause });
  }
  if (held !== null && held !== '') takeLast(draft, held, path, number + 1);
  if (draft.header === null) throw new ConfigError('TRACE_UNREADABLE', `${path} is empty: the run was stopped before it began.`);
  return { header: draft.header, traces: draft.traces, end: draft.end, ...(draft.pact === null ? {} : { pact: draft.pact }) };
}

/** A cut line can only be the last one, and only where no end was written. */
function takeLast(draft: Draft, text: string, path: string, number: number): void {
  const cut = number > 1 && !text.endsWith('}');
  if (!cut) take(draft, parseLine(text, path, number), path, number);
}
