/** Bytes to JSON. */
import { isTooDeep } from '../../../contracts/nesting.ts';
import { isWellFormed, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Routed } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** Media types that are read as JSON; text/plain is what absent means to Nova. */
const JSON_MEDIA_TYPE = /^(application\/json|application\/vnd\.openstack\.[a-z-]+\+json|text\/plain)$/;

/** @throws Refusal 415 for another media type, 400 for what is no JSON in UTF-8. */
export function parseBody({ match, raw }: Routed): Json | undefined {
  const takesAny = match.destination.kind === 'page' && match.destination.page.rawBody === true;
  if (raw.body.length === 0 || takesAny) return undefined;
  const mediaType = (raw.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (mediaType !== '' && !JSON_MEDIA_TYPE.test(mediaType)) throw new Refusal(415, 'media-type', 'Unsupported Content-Type');
  if (raw.method === 'GET' || raw.method === 'DELETE') return undefined;
  return parseBytes(raw.body);
}

/** @throws Refusal 400 for what is no JSON in UTF-8, for strings that have no UTF-8 (lone surrogates), and for what is nested more deeply than can be walked. */
export function parseBytes(bytes: Uint8Array): Json {
  const body = readJson(bytes);
  if (!isWellFormed(body)) throw new Refusal(400, 'invalid', 'A string of the request body is no Unicode text');
  return body;
}

function readJson(bytes: Uint8Array): Json {
  try {
    // A byte order mark is no white space of JSON.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!isTooDeep(text)) return parseJson(text);
  } catch {
    throw new Refusal(400, 'invalid', 'Malformed request body');
  }
  throw new Refusal(400, 'invalid', 'The request body is nested too deeply');
}
