/** Sends requests over undici and gathers their answers; what undici will not write as it stands goes through {@link rawRequest}. */
import { Readable } from 'node:stream';
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { answerCollector, headerPairs } from './answer-collector.ts';
import type { Dispatch, Outcome, WireRequest } from './dispatch.ts';
import { troubleOfError } from './classify-trouble.ts';
import { rawRequest } from './raw-request.ts';
import { tlsOptions } from './tls-terms.ts';
import type { TlsTerms } from './tls-terms.ts';

export interface Transport {
  readonly dispatch: Dispatch;
  close(): Promise<void>;
}

const EXPECT_PAYLOAD = new Set(['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH']);
const OWN_FRAMING = new Set(['transfer-encoding', 'content-length', 'keep-alive', 'upgrade', 'expect', 'connection', 'host']);

function undiciWritesIt(request: WireRequest): boolean {
  if (request.framing === 'none' && EXPECT_PAYLOAD.has(request.method)) return false;
  if (request.method === 'CONNECT' || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(request.method)) return false;
  if (!/^\/[\u0021-\u007e]*$/.test(request.path)) return false;
  return request.headers.every(([name, value]) => !OWN_FRAMING.has(name.toLowerCase()) && /^[\t\u0020-\u007e]*$/.test(value));
}

function bodyFor(request: WireRequest): Uint8Array | Readable | null {
  if (request.framing !== 'chunked' || request.body === null) return request.body;
  const { body } = request;
  return Readable.from((function* once() { yield body; })());
}

/** One exchange through a dispatcher, bounded in time as a whole: an answer that drips forever is a timeout too. */
function exchangeOnce(pool: Dispatcher, request: WireRequest, timeoutMs: number): Promise<Outcome> {
  const collector = answerCollector();
  return new Promise((resolve) => {
    let abort: ((reason: Error) => void) | null = null;
    let settled = false;
    const settle = (outcome: Outcome): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(outcome);
      abort?.(new Error('settled'));
    };
    const timer = setTimeout(() => {
      settle({ answer: collector.answer(false), trouble: { kind: 'timeout', message: `No complete answer within ${timeoutMs} ms.` } });
    }, timeoutMs);
    pool.dispatch(
      { path: request.path, method: request.method, headers: request.headers.flat(), body: bodyFor(request), headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
          if (settled) abort(new Error('settled'));
        },
        onResponseStart: (controller, status) => {
          if (status >= 200) collector.start(status, headerPairs((controller.rawHeaders ?? []) as readonly (Uint8Array | string)[]));
        },
        onResponseData: (_controller, chunk) => {
          if (collector.add(chunk)) return;
          settle({ answer: collector.answer(false), trouble: { kind: 'too-long-answer', message: 'The answer is longer than we read.' } });
        },
        onResponseEnd: () => {
          abort = null;
          settle({ answer: collector.answer(true), trouble: null });
        },
        onResponseError: (_controller, error) => {
          abort = null;
          settle({ answer: collector.answer(false), trouble: troubleOfError(error, collector.started()) });
        },
      },
    );
  });
}

/**
 * A transport to one origin with its own connections; one per concurrent branch makes branches truly overlap.
 * @param origin `http://host:port` or `https://host`.
 */
export function openTransport(origin: string, timeoutMs: number, tls: TlsTerms = {}): Transport {
  // Over HTTP/2 the branches of a race would share a connection, and headers and framing would not be as they are recorded.
  const pool = new Pool(origin, { allowH2: false, connect: { timeout: timeoutMs, ...tlsOptions(tls) }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });
  return {
    dispatch: async ({ request }) => (undiciWritesIt(request) ? exchangeOnce(pool, request, timeoutMs) : rawRequest(origin, request, timeoutMs, tls)),
    close: async () => { await pool.destroy(); },
  };
}
