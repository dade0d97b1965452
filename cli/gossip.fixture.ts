/** A reference cloud that tells on: its answers repeat the credentials they were asked with, in every form. It also takes requests that are signed with a known key. */
import type { Cloud } from '../targets/reference/cloud.ts';
import type { Fault } from '../targets/reference/fault.ts';
import type { RawRequest, Reply } from '../targets/reference/parts.ts';
import { Refusal } from '../targets/reference/refusal.ts';
import { formsOf } from './secret-search.fixture.ts';

/** What such a cloud is told, and tells. */
export interface Gossip {
  readonly fault: Fault;
  /** Every token that was sent to it. */
  readonly tokens: ReadonlySet<string>;
  /** Requests so far. */
  readonly requests: () => number;
}

const CREDENTIALS = ['x-auth-token', 'x-subject-token', 'x-security-token', 'authorization'];

function credentialsOf(raw: RawRequest): readonly string[] {
  const key = /Access=(?<id>\S+), SignedHeaders/.exec(raw.headers.get('authorization') ?? '')?.groups?.['id'];
  const sent = CREDENTIALS.filter((name) => key === undefined || name !== 'x-auth-token').flatMap((name) => raw.headers.get(name) ?? []);
  return key === undefined ? sent : [...sent, key];
}

function withEcho(reply: Reply, raw: RawRequest): Reply {
  const forms = credentialsOf(raw).flatMap((credential) => formsOf(credential).map(([, text]) => text)).filter((text) => /^[ -~]*$/.test(text));
  return forms.length === 0 ? reply : { ...reply, headers: [...reply.headers, ['x-echo', forms.join(' ').slice(0, 2000)]] };
}

/** A request for a token with the secret of an application credential, as the same with the password of its user; others stay as they are. */
function byPassword(raw: RawRequest, cloud: Cloud, applications: Readonly<Record<string, string>>): RawRequest {
  const text = Buffer.from(raw.body).toString('utf8');
  const password = Object.entries(applications).find(([secret]) => text.includes(JSON.stringify(secret)))?.[1];
  const user = cloud.identity.users.find((one) => one.password === password);
  return user === undefined ? raw : { ...raw, body: Buffer.from(JSON.stringify({ auth: { identity: { methods: ['password'], password: { user: { id: user.id, password } } } } })) };
}

/**
 * A cloud that gossips.
 * @param keys the token of each access key that signs.
 * @param onRequest told the number of each request.
 * @param applications the password of the user of each application credential, by its secret.
 */
export function gossip(keys: Readonly<Record<string, string>> = {}, onRequest: (count: number) => void = () => undefined, applications: Readonly<Record<string, string>> = {}): Gossip {
  const tokens = new Set<string>();
  let count = 0;
  const change: Fault['change'] = (parts) => ({
    receive: (raw, cloud, all) => {
      count += 1;
      onRequest(count);
      const token = raw.headers.get('x-auth-token');
      if (token !== undefined) tokens.add(token);
      const [signed] = credentialsOf(raw).flatMap((credential) => keys[credential] ?? []);
      const known = signed === undefined ? raw : { ...raw, headers: new Map([...raw.headers, ['x-auth-token', signed]]) };
      return parts.receive(byPassword(known, cloud, applications), cloud, all);
    },
    respond: (context, answer) => withEcho(parts.respond(context, answer), context.raw),
    respondError: (context, refusal) => {
      if (context === null) return parts.respondError(context, refusal);
      const body = Buffer.from(context.raw.body).toString('utf8');
      // All of a request for a token, as a debugging service would print it.
      const told = [...credentialsOf(context.raw).flatMap((credential) => formsOf(credential).map(([, text]) => text)), ...(refusal.style === 'identity' ? [body] : [])];
      return withEcho(parts.respondError(context, new Refusal(refusal.status, refusal.reason, `${told.join(' ')} ${refusal.message}`, refusal.style)), context.raw);
    },
  });
  return { fault: { id: 'gossips', title: 'answers repeat credentials', cites: 'plausible', catalogue: 'corner', kind: 'fault', expected: [], change }, tokens, requests: () => count };
}
