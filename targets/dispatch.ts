/**
 * The client's one shape: a call goes in, an outcome comes out, nothing is thrown for what the target does. Each concern (authentication, retry,
 * pacing, recording, trouble) is a wrapper `(dispatch) => dispatch` in a file of its own.
 */
import type { Caller, Slot } from '../generators/plan.ts';
import type { Role, Trouble } from './trace.ts';

export type Header = readonly [name: string, value: string];

/** A request as it goes onto the wire, except for Host and the framing header, which the transport adds. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, sent as they are: no dot segment, slash or percent sign is touched. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | null;
  /** How the body's end is told: `length` (Content-Length where HTTP expects one), `chunked`, or `none` (neither header, no body). */
  readonly framing: 'length' | 'chunked' | 'none';
}

/** What a call is about, as its exchange will say. */
export interface CallLabel {
  readonly role: Role;
  readonly stepIndex: number;
  readonly branch?: number;
  readonly branchStep?: number;
  readonly slot: Slot;
  readonly caller: Caller;
  readonly route: string;
}

export interface Call {
  readonly request: WireRequest;
  readonly label: CallLabel;
  /** What may be sent again: `read` after any trouble, `refused` only what was refused before it was processed, `never` nothing. */
  readonly repeat: 'read' | 'refused' | 'never';
  /** A 401 to this call means that the token has expired: it will be renewed and the call repeated. */
  readonly renewable?: boolean;
  /** The same request was answered before as if by something that is over in a moment: what is answered now is the target's word. */
  readonly insists?: boolean;
}

/** An answer as received. */
export interface Answer {
  readonly status: number;
  /** Names lower-cased, in order. */
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** The body was longer than we read, or ended before it was complete. */
  readonly truncated: boolean;
}

/** What came of a call: an answer, trouble, or both (a redirect, a refused rate, half an answer). */
export interface Outcome {
  readonly answer: Answer | null;
  readonly trouble: Trouble | null;
}

export type Dispatch = (call: Call) => Promise<Outcome>;
export type Wrapper = (dispatch: Dispatch) => Dispatch;

/** Wrap a dispatch; the first wrapper is the innermost. */
export function compose(dispatch: Dispatch, ...wrappers: readonly Wrapper[]): Dispatch {
  return wrappers.reduce((inner, wrapper) => wrapper(inner), dispatch);
}

/** The first value of a header, by its lower-case name. */
export function headerValue(answer: Answer, name: string): string | undefined {
  return answer.headers.find(([candidate]) => candidate === name)?.[1];
}

/** The target said that it did what it was asked for (2xx). */
export function wasAccepted({ answer, trouble }: Outcome): boolean {
  return trouble === null && answer !== null && answer.status >= 200 && answer.status < 300;
}

/** The target refused the request (4xx). */
export function wasRefused({ answer }: Outcome): boolean {
  return answer !== null && answer.status >= 400 && answer.status < 500;
}
