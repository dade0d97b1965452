import type { Caller } from '../generators/plan.ts';
import type { Body, Exchange } from '../targets/trace.ts';
import { printfFormat, shellQuote } from './shell-quote.ts';

/** What a curl line needs that the exchange does not hold. */
export interface CurlContext {
  /** Endpoints of the run, separated by spaces: the scheme, and the host where the request recorded none. */
  readonly endpoint: string;
  /** The contract is written to by an administrator: `owner` then stands for the admin's token. */
  readonly ownerIsAdmin: boolean;
}

/** Headers curl or the connection makes by itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

function tokenVariable(caller: Caller, ownerIsAdmin: boolean): string {
  if (caller === 'stranger') return '$STRANGER_TOKEN';
  if (caller === 'bad-token') return 'not-a-token';
  return caller === 'admin' || (caller === 'owner' && ownerIsAdmin) ? '$ADMIN_TOKEN' : '$OS_TOKEN';
}

function header(exchange: Exchange, name: string, value: string, context: CurlContext): string {
  if (/^(x-auth-token|authorization|x-subject-token)$/i.test(name)) return `-H "${name}: ${tokenVariable(exchange.caller, context.ownerIsAdmin)}"`;
  // curl drops a header that ends in a colon; the semicolon is its way to send one without a value.
  return `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`;
}

function headers(exchange: Exchange, context: CurlContext): readonly string[] {
  const given = exchange.request.headers;
  const has = (wanted: string): boolean => given.some(([name]) => name.toLowerCase() === wanted);
  const sent = given.filter(([name]) => !OWN_HEADERS.has(name.toLowerCase())).map(([name, value]) => header(exchange, name, value, context));
  const chunked = given.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && /chunked/i.test(value));
  const undeclared = exchange.request.body !== null && !has('content-type');
  return [...sent, ...(chunked ? [`-H 'Transfer-Encoding: chunked'`] : []), ...(undeclared ? [`-H 'Content-Type:'`] : [])];
}

/** A run may go to several services: the request's host says which, and that endpoint the scheme. */
function originOf(exchange: Exchange, endpoint: string): string {
  const urls = endpoint.split(/\s+/).flatMap((text) => URL.parse(text) ?? []);
  const host = exchange.request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const url = urls.find((each) => each.host === host) ?? urls[0];
  return `${url?.protocol ?? 'http:'}//${host ?? url?.host ?? 'localhost'}`;
}

/** curl refuses or changes some paths that were sent as they are (a space, a `#`): those go beside the URL. */
function address(exchange: Exchange, endpoint: string): readonly string[] {
  const { path } = exchange.request;
  const origin = originOf(exchange, endpoint);
  if (path.startsWith('/') && /^[\x21-\x7e]*$/.test(path) && !path.includes('#')) return [shellQuote(`${origin}${path}`)];
  return ['--request-target', shellQuote(path), shellQuote(`${origin}/`)];
}

function bodyBytes(body: Body): Uint8Array {
  return body.base64 === undefined ? Buffer.from(body.text ?? '', 'utf8') : Buffer.from(body.base64, 'base64');
}

/**
 * An exchange as a line to paste into a POSIX shell: the same method, path (as it is, dots and all), headers and body bytes. Tokens stand as `$OS_TOKEN`,
 * `$ADMIN_TOKEN` and `$STRANGER_TOKEN`, to be set beforehand. A body that no word of a shell can hold comes through `printf`.
 */
export function curlLine(exchange: Exchange, context: CurlContext): string {
  const { method, body } = exchange.request;
  const word = body === null ? null : body.base64 === undefined && !(body.text ?? '').includes('\0') ? (body.text ?? '') : undefined;
  const data = word === null ? [] : word === undefined ? ['--data-binary', '@-'] : ['--data-raw', `'${word.replaceAll("'", "'\\''")}'`];
  const verb = method === 'HEAD' ? ['--head'] : ['-X', shellQuote(method)];
  const line = ['curl', '-sS', '-i', '-g', '--path-as-is', ...verb, ...headers(exchange, context), ...data, ...address(exchange, context.endpoint)].join(' ');
  return word === undefined && body !== null ? `printf ${printfFormat(bodyBytes(body))} | ${line}` : line;
}
