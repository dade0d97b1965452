/**
 * One request written byte for byte onto a socket of its own, for what an HTTP library refuses to write: a POST without any body header, a path with
 * characters outside ASCII, a header that speaks of framing.
 */
import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { answerCollector } from './answer-collector.ts';
import { troubleOfError } from './classify-trouble.ts';
import type { Header, Outcome, WireRequest } from './dispatch.ts';
import { responseReader } from './response-reader.ts';
import { tlsOptions } from './tls-terms.ts';
import type { TlsTerms } from './tls-terms.ts';

function names(request: WireRequest): ReadonlySet<string> {
  return new Set(request.headers.map(([name]) => name.toLowerCase()));
}

/** The framing header a request carries besides its own headers; null when it carries none. */
export function framingHeader(request: WireRequest): Header | null {
  const own = names(request);
  if (request.framing === 'none' || own.has('content-length') || own.has('transfer-encoding')) return null;
  if (request.framing === 'chunked' && request.body !== null) return ['transfer-encoding', 'chunked'];
  if (request.body !== null && request.body.length > 0) return ['content-length', String(request.body.length)];
  return ['POST', 'PUT', 'PATCH'].includes(request.method) ? ['content-length', '0'] : null;
}

function bytesOf(origin: URL, request: WireRequest): Buffer {
  const framing = framingHeader(request);
  const host: Header[] = names(request).has('host') ? [] : [['host', origin.host]];
  const headers: readonly Header[] = [...host, ['connection', 'close'], ...request.headers, ...(framing === null ? [] : [framing])];
  const head = `${request.method} ${request.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const body = Buffer.from(request.body ?? []);
  if (framing?.[0] !== 'transfer-encoding') return Buffer.concat([Buffer.from(head, 'utf8'), body]);
  return Buffer.concat([Buffer.from(`${head}${body.length.toString(16)}\r\n`, 'utf8'), body, Buffer.from('\r\n0\r\n\r\n', 'utf8')]);
}

function open(origin: URL, tls: TlsTerms): Socket {
  const secure = origin.protocol === 'https:';
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = origin.port === '' ? (secure ? 443 : 80) : Number(origin.port);
  // An address is no server name (RFC 6066 section 3); its certificate is checked against the host all the same.
  return secure ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...tlsOptions(tls) }) : connectTcp({ host, port });
}

/** Send a request on a fresh connection, which the answer closes. */
export function rawRequest(originText: string, request: WireRequest, timeoutMs: number, tls: TlsTerms = {}): Promise<Outcome> {
  const origin = new URL(originText);
  const collector = answerCollector();
  return new Promise((resolve) => {
    const socket = open(origin, tls);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      settle({ answer: collector.answer(false), trouble: { kind: 'timeout', message: `No complete answer within ${timeoutMs} ms.` } });
    }, timeoutMs);
    const read = responseReader(request.method, collector);
    const take = (chunk: Buffer | null): void => {
      const state = read(chunk);
      if (state === 'complete') settle({ answer: collector.answer(true), trouble: null });
      else if (state !== 'more') settle({ answer: collector.answer(false), trouble: { kind: state, message: `The answer could not be read to its end (${state}).` } });
    };
    socket.on('error', (error) => settle({ answer: collector.answer(false), trouble: troubleOfError(error, collector.started()) }));
    socket.on('data', take);
    socket.on('end', () => take(null));
    socket.write(bytesOf(origin, request));
  });
}
