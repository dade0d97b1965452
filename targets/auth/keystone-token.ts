/** Tokens from Keystone, version 3, by password, application credential or an existing token. */
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { plainRequest } from '../build-request.ts';
import { classifyTrouble } from '../classify-trouble.ts';
import { compose, headerValue } from '../dispatch.ts';
import type { Outcome } from '../dispatch.ts';
import { jsonOf } from '../json-map.ts';
import { pace } from '../pace.ts';
import { retry } from '../retry.ts';
import { Secret } from '../secret.ts';
import type { TokenSource } from '../target-config.ts';
import { TargetError } from '../target-error.ts';
import type { TlsTerms } from '../tls-terms.ts';
import { openTransport } from '../transport.ts';
import type { CatalogService } from './catalog.ts';
import { staleAt } from './token-lifetime.ts';

/** A name or an id of a user, project or domain. */
export interface Named { readonly id?: string | undefined; readonly name?: string | undefined; readonly domain?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined }

export type KeystoneCredential =
  | { readonly kind: 'password'; readonly user: Named; readonly password: Secret }
  | { readonly kind: 'application-credential'; readonly id?: string | undefined; readonly name?: string | undefined; readonly user?: Named | undefined; readonly secret: Secret }
  | { readonly kind: 'token'; readonly token: Secret };

/** What a token is for. */
export type KeystoneScope =
  | { readonly kind: 'project'; readonly project: Named }
  | { readonly kind: 'domain'; readonly domain: Omit<Named, 'domain'> }
  | { readonly kind: 'system' }
  | { readonly kind: 'trust'; readonly id: string };

export interface KeystoneConfig {
  /** With or without `/v3` and a last slash. */
  readonly authUrl: string;
  readonly credential: KeystoneCredential;
  /** Absent: Keystone's own choice; application credentials are bound to a project already. */
  readonly scope?: KeystoneScope | undefined;
  readonly timeoutMs: number;
  /** Default: as Node does. */
  readonly tls?: TlsTerms | undefined;
}

/** A token and what came with it. */
export interface KeystoneSession {
  readonly token: Secret;
  readonly expiresAt: string | null;
  /** When it is better renewed than used, on the clock of `performance.now()`; infinite when Keystone does not say. */
  readonly staleAtMs: number;
  readonly projectId: string | null;
  /** Name of the user, else the id. */
  readonly user: string | null;
  /** Name of the project, else the id. */
  readonly project: string | null;
  /** Names of the user's roles there. */
  readonly roles: readonly string[];
  readonly catalog: readonly CatalogService[];
}

export interface KeystoneSource extends TokenSource {
  /** The current session; the first call fetches it. @throws {TargetError} `authentication`. */
  session(): Promise<KeystoneSession>;
  renew(): Promise<Secret>;
}

/** The default domain, which Keystone v3 creates for users and projects that name none. */
const DEFAULT_DOMAIN = { id: 'default' };

function scoped(named: Named): unknown {
  return named.id !== undefined ? { id: named.id } : { name: named.name, domain: named.domain ?? DEFAULT_DOMAIN };
}

function identityOf(credential: KeystoneCredential): unknown {
  switch (credential.kind) {
    case 'password': return { methods: ['password'], password: { user: { ...(scoped(credential.user) as object), password: credential.password.reveal() } } };
    case 'token': return { methods: ['token'], token: { id: credential.token.reveal() } };
    case 'application-credential': {
      const { id, name, user, secret } = credential;
      const who = id !== undefined ? { id } : { name, user: scoped(user ?? {}) };
      return { methods: ['application_credential'], application_credential: { ...who, secret: secret.reveal() } };
    }
  }
}

function scopeOf(scope: KeystoneScope): unknown {
  switch (scope.kind) {
    case 'project': return { project: scoped(scope.project) };
    case 'domain': return { domain: scope.domain };
    case 'system': return { system: { all: true } };
    case 'trust': return { 'OS-TRUST:trust': { id: scope.id } };
  }
}

/** The URL tokens are asked for at. */
export function tokensUrl(authUrl: string): string {
  const base = authUrl.replace(/\/+$/, '').replace(/\/auth\/tokens$/, '');
  return `${base.endsWith('/v3') ? base : `${base.replace(/\/v2\.0$/, '')}/v3`}/auth/tokens`;
}

function failure(url: string, got: string): TargetError {
  const message = `No token from the identity service (POST ${url}). Expected: 201 with X-Subject-Token. Got: ${got}. Check the URL, the user, the password, the project and their domains.`;
  return new TargetError('authentication', message);
}

/** Send it as often as is safe: asking twice for a token does no harm. */
async function post(config: KeystoneConfig, url: string, body: unknown): Promise<Outcome> {
  const { origin, pathname } = new URL(url);
  const transport = openTransport(origin, config.timeoutMs, config.tls);
  const dispatch = compose(transport.dispatch, classifyTrouble, pace({}), retry);
  try {
    return await dispatch({ request: plainRequest('POST', pathname, body), repeat: 'read', label: { role: 'start', stepIndex: -1, slot: 'subject', caller: 'owner', route: '' } });
  } finally {
    await transport.close();
  }
}

async function ask(config: KeystoneConfig): Promise<KeystoneSession> {
  const url = tokensUrl(config.authUrl);
  const scope = config.scope === undefined ? {} : { scope: scopeOf(config.scope) };
  const { answer, trouble } = await post(config, url, { auth: { identity: identityOf(config.credential), ...scope } });
  if (answer === null || trouble !== null) throw failure(url, trouble === null ? 'no answer' : `${trouble.kind}: ${trouble.message.replace(/\.$/, '')}`);
  const token = headerValue(answer, 'x-subject-token');
  if (answer.status !== 201 || token === undefined) throw failure(url, `${answer.status}${token === undefined ? ' without that header' : ''}`);
  return sessionOf(new Secret(token), answer.body);
}

function sessionOf(token: Secret, body: Uint8Array): KeystoneSession {
  // Some services answer with the header alone: there is a token, but no catalog.
  const document = jsonOf(body) ?? null;
  const [catalog, expiresAt, issuedAt, projectId] = ['/token/catalog', '/token/expires_at', '/token/issued_at', '/token/project/id'].map((pointer) => resolvePointer(document, pointer));
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const named = (what: string): string | null => text(resolvePointer(document, `/token/${what}/name`)) ?? text(resolvePointer(document, `/token/${what}/id`));
  const roles = resolvePointer(document, '/token/roles');
  return {
    token, expiresAt: text(expiresAt), projectId: text(projectId), user: named('user'), project: named('project'),
    roles: Array.isArray(roles) ? roles.flatMap((role) => text(resolvePointer(role, '/name')) ?? []) : [],
    catalog: Array.isArray(catalog) ? (catalog as readonly CatalogService[]) : [],
    staleAtMs: staleAt({ issuedAt: text(issuedAt), expiresAt: text(expiresAt) }, { wallMs: Date.now(), steadyMs: performance.now() }),
  };
}

function secretOf(credential: KeystoneCredential): Secret {
  switch (credential.kind) {
    case 'password': return credential.password;
    case 'token': return credential.token;
    case 'application-credential': return credential.secret;
  }
}

/** A source of Keystone tokens that asks for a new one when the old one is refused or nearly over. */
export function keystoneToken(config: KeystoneConfig): KeystoneSource {
  let current: Promise<KeystoneSession> | null = null;
  let staleAtMs = Number.POSITIVE_INFINITY;
  const fetch = (): Promise<KeystoneSession> => {
    const asking = ask(config).then((session) => {
      ({ staleAtMs } = session);
      return session;
    });
    current = asking;
    // A failure is not kept: the next caller asks again.
    asking.catch(() => { if (current === asking) current = null; });
    return asking;
  };
  const session = (): Promise<KeystoneSession> => current ?? fetch();
  return {
    session, secrets: [secretOf(config.credential)],
    get: async () => (await session()).token, renew: async () => (await fetch()).token, isStale: () => performance.now() >= staleAtMs,
  };
}
