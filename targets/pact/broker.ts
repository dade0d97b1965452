/** Fetches the latest pacts of a provider from a broker: by our own client, so that the broker's token stays in this process. */
import { request } from 'undici';
import { asObject } from '../../contracts/plain-object.ts';
import { redactText } from '../redact.ts';
import { Secret } from '../secret.ts';
import { TargetError } from '../target-error.ts';

export interface Broker {
  readonly url: string;
  readonly token: string | null;
}

/** A pact's text and where it was fetched from. */
export interface FetchedPact {
  readonly text: string;
  readonly from: string;
}

const TIMEOUT_MS = 30_000;
/** No pact is as long; a broker that sends more is none, and is not read to its end. */
const MAX_MIB = 32;

function failed(url: string, what: string, cause?: unknown): TargetError {
  return new TargetError('config', `The Pact broker: GET ${url} ${what}. Look at --pact-broker-url, --pact-broker-token and --pact-provider.`, { cause });
}

async function get({ token }: Broker, url: string): Promise<string> {
  const headers = { accept: 'application/hal+json, application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const answered = await request(url, { headers, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS }).catch((cause: unknown) => {
    throw failed(url, `gave no answer (${cause instanceof Error ? cause.message : 'error'})`, cause);
  });
  const text = await bodyText(answered.body, url);
  if (answered.statusCode !== 200) throw failed(url, `was answered with ${answered.statusCode}`);
  // Descriptions and states of a pact stand in reports.
  return redactText(text, token === null ? [] : [new Secret(token)]);
}

async function bodyText(body: AsyncIterable<Uint8Array>, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > MAX_MIB * 2 ** 20) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw failed(url, `was answered with half an answer (${cause instanceof Error ? cause.message : 'error'})`, cause);
  }
  if (length > MAX_MIB * 2 ** 20) throw failed(url, `was answered with more than ${MAX_MIB} MiB`);
  return Buffer.concat(chunks).toString('utf8');
}

function hrefs(text: string, url: string): readonly string[] {
  let links: unknown;
  try {
    const all = asObject(asObject(JSON.parse(text))['_links']);
    links = all['pb:pacts'] ?? all['pacts'];
  } catch (cause) {
    throw failed(url, 'was answered with something else than JSON', cause);
  }
  if (!Array.isArray(links)) throw failed(url, 'was answered without links to pacts');
  return links.flatMap((link) => {
    const { href } = asObject(link);
    return typeof href === 'string' ? [href] : [];
  });
}

/**
 * The latest pact of each consumer of a provider.
 * @throws {TargetError} `config` when the broker does not give them, or when a link leads to another host: the token is not for that one.
 */
export async function fetchPacts(broker: Broker, provider: string): Promise<readonly FetchedPact[]> {
  const index = `${broker.url}/pacts/provider/${encodeURIComponent(provider)}/latest`;
  const found = hrefs(await get(broker, index), index);
  if (found.length === 0) throw failed(index, `lists no pact of the provider ${JSON.stringify(provider)}`);
  return Promise.all(found.map(async (href) => {
    const url = new URL(href, index);
    if (url.origin !== new URL(index).origin) throw failed(index, `links to a pact on another host (${url.origin})`);
    return { text: await get(broker, url.href), from: url.href };
  }));
}
