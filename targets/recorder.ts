/** Writes down every exchange of one plan: what was sent, what came back and when, without secrets and without anybody's own metadata. */
import type { Slot } from '../generators/plan.ts';
import type { Answer, Call, Outcome, WireRequest, Wrapper } from './dispatch.ts';
import { textOf } from './json-map.ts';
import { maskForeign, maskMentions } from './mask-foreign.ts';
import type { ForeignView } from './mask-foreign.ts';
import { framingHeader } from './raw-request.ts';
import { redactHeaders, redactMembers, redactText } from './redact.ts';
import type { Secret } from './secret.ts';
import type { Body, Exchange, ReceivedResponse, SentRequest, Trouble } from './trace.ts';

/** Ends a plan early: thrown inside the performance of a plan, never out of it. */
export class CutShort extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}

export interface RecorderOptions {
  readonly host: string;
  readonly maxRequests: number;
  /** The run is ending: no further request is let through. */
  readonly stopped: () => boolean;
  readonly secrets: () => readonly Secret[];
  readonly foreign: (slot: Slot) => ForeignView | null;
}

export interface Recorder {
  /** Records every call that passes. @throws {CutShort} before the request budget would be exceeded. */
  readonly wrapper: Wrapper;
  exchanges(): readonly Exchange[];
}

function recordedBody(bytes: Uint8Array, truncated: boolean, clean: (text: string) => string): Body {
  const text = textOf(bytes);
  // Bytes that are no text may hold text all the same: read as Latin-1, its ASCII parts can be cleaned.
  const content = text === null ? { base64: Buffer.from(clean(Buffer.from(bytes).toString('latin1')), 'latin1').toString('base64') } : { text: clean(text) };
  return truncated ? { ...content, truncated } : content;
}

function cleaner(status: number, view: ForeignView | null, secrets: readonly Secret[]): (text: string) => string {
  const mask = (text: string, known: ForeignView): string => (status < 400 ? maskForeign(text, known) : maskMentions(maskForeign(text, known, true), known.pairs));
  return (text) => {
    try {
      return redactText(redactMembers(view === null ? text : mask(text, view)), secrets);
    } catch {
      // Nested too deeply to be walked, so what it holds cannot be told apart: none of it is kept.
      return '"\\u0000unreadable: nested too deeply"';
    }
  };
}

function sentRequest(request: WireRequest, host: string, secrets: readonly Secret[]): SentRequest {
  const framing = framingHeader(request);
  const named = request.headers.some(([name]) => name.toLowerCase() === 'host');
  const headers = redactHeaders([...(named ? [] : [['host', host] as const]), ...request.headers, ...(framing === null ? [] : [framing])], secrets);
  const body = request.body === null ? null : recordedBody(request.body, false, (text) => redactText(text, secrets));
  return { method: request.method, path: redactText(request.path, secrets), headers, body };
}

function receivedResponse(answer: Answer, view: ForeignView | null, secrets: readonly Secret[]): ReceivedResponse {
  return { status: answer.status, headers: redactHeaders(answer.headers, secrets), body: recordedBody(answer.body, answer.truncated, cleaner(answer.status, view, secrets)) };
}

/** A recorder for one plan, its clock starting now. */
export function openRecorder(options: RecorderOptions): Recorder {
  const startedAt = performance.now();
  const done: Exchange[] = [];
  let called = 0;
  const finish = (id: number, call: Call, calledAtMs: number, outcome: Outcome): void => {
    const secrets = options.secrets();
    const view = options.foreign(call.label.slot);
    const trouble = outcome.trouble === null ? null : { ...outcome.trouble, message: redactText(outcome.trouble.message, secrets) };
    done.push({
      id, ...call.label, request: sentRequest(call.request, options.host, secrets),
      response: outcome.answer === null ? null : receivedResponse(outcome.answer, view, secrets),
      trouble, calledAtMs, returnedAtMs: performance.now() - startedAt,
    });
  };
  const wrapper: Wrapper = (dispatch) => async (call) => {
    if (options.stopped()) throw new CutShort({ kind: 'busy', message: 'The run is ending.' });
    if (called >= options.maxRequests) throw new CutShort({ kind: 'busy', message: `The request budget of this plan (${options.maxRequests}) is spent.` });
    const id = called;
    called += 1;
    const calledAtMs = performance.now() - startedAt;
    const outcome = await dispatch(call);
    finish(id, call, calledAtMs, outcome);
    return outcome;
  };
  return { wrapper, exchanges: () => done.toSorted((left, right) => left.id - right.id) };
}

