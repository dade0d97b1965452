/** Keystone v3: password and token authentication, the catalog, discovery. */
import { createHash } from 'node:crypto';
import { isMap, textOf, valueAt } from '../json.ts';
import type { Json } from '../json.ts';
import type { Cloud } from '../cloud.ts';
import { impliedRoles } from '../identity.ts';
import type { Token, User } from '../identity.ts';
import type { Page, PublicContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { serviceOf } from '../services.ts';

/** The one domain; every user and project is in it. */
const DOMAIN: Json = new Map([['id', 'default'], ['name', 'Default']]);

function stableId(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function unauthorized(): Refusal {
  return new Refusal(401, 'unauthenticated', 'The request you have made requires authentication.', 'identity');
}

function malformed(what: string): Refusal {
  return new Refusal(400, 'invalid', `Expecting to find ${what}. The server could not comply with the request since it is either malformed or otherwise incorrect.`, 'identity');
}

/** The catalog: every service with its endpoint, for a project. */
function catalog(cloud: Cloud, projectId: string): Json {
  return cloud.endpoints(projectId).map(({ type, name, url }) => new Map<string, Json>([
    ['id', stableId(`service ${type}`)], ['type', type], ['name', name],
    ['endpoints', ['public', 'internal', 'admin'].map((face) => new Map<string, Json>([
      ['id', stableId(`${face} ${type}`)], ['interface', face], ['region', 'RegionOne'], ['region_id', 'RegionOne'], ['url', url],
    ]))],
  ]));
}

function tokenBody(cloud: Cloud, token: Token, method: string): Json {
  const { user } = token;
  const shown = new Map<string, Json>([
    ['methods', [method]], ['user', new Map<string, Json>([['domain', DOMAIN], ['id', user.id], ['name', user.name], ['password_expires_at', null]])],
    ['audit_ids', [stableId(token.id).slice(0, 22)]], ['expires_at', token.expiresAt.toISOString()], ['issued_at', token.issuedAt.toISOString()],
  ]);
  if (token.scoped) {
    shown.set('project', new Map<string, Json>([['domain', DOMAIN], ['id', user.project.id], ['name', user.project.name]]));
    shown.set('is_domain', false);
    shown.set('roles', impliedRoles(user.role).map((name) => new Map([['id', stableId(`role ${name}`)], ['name', name]])));
    shown.set('catalog', catalog(cloud, user.project.id));
  }
  return new Map([['token', shown]]);
}

function byPassword(cloud: Cloud, identity: Json): User {
  const asked = valueAt(identity, '/password/user');
  if (!isMap(asked)) throw malformed('user in password');
  const domain = valueAt(asked, '/domain/id') ?? valueAt(asked, '/domain/name');
  const user = cloud.identity.users.find((one) => (one.id === asked.get('id') || (one.name === asked.get('name') && ['default', 'Default'].includes(textOf(domain))))
    && one.password === asked.get('password'));
  if (user === undefined) throw unauthorized();
  return user;
}

function byToken(cloud: Cloud, identity: Json): User {
  const token = cloud.identity.find(textOf(valueAt(identity, '/token/id')));
  if (token === undefined) throw unauthorized();
  return token.user;
}

/** Whether the asked scope is the user's project; without a scope the token is unscoped, `unscoped` included. */
function isScoped(user: User, scope: Json | undefined): boolean {
  if (scope === undefined || scope === null || scope === 'unscoped') return scope === undefined;
  const project = valueAt(scope, '/project');
  if (!isMap(project)) throw unauthorized();
  if (project.get('id') === user.project.id || project.get('name') === user.project.name) return true;
  throw unauthorized();
}

function issueToken({ body, cloud }: PublicContext): PageReply {
  const identity = valueAt(body, '/auth/identity');
  const methods = valueAt(identity, '/methods');
  if (identity === undefined || !Array.isArray(methods)) throw malformed('identity in auth');
  const method = methods.includes('password') ? 'password' : 'token';
  const user = method === 'password' ? byPassword(cloud, identity) : byToken(cloud, identity);
  const token = cloud.identity.issue(user, { scoped: isScoped(user, valueAt(body, '/auth/scope')) });
  return { status: 201, headers: [['x-subject-token', token.id], ['vary', 'X-Auth-Token']], body: tokenBody(cloud, token, method) };
}

/** The caller's own token, which may be unscoped. */
function ownToken({ cloud, raw }: PublicContext): Token {
  const token = cloud.identity.find(raw.headers.get('x-auth-token') ?? '');
  if (token === undefined) throw unauthorized();
  return token;
}

function subjectToken(context: PublicContext): Token {
  ownToken(context);
  const token = context.cloud.identity.find(context.raw.headers.get('x-subject-token') ?? '');
  if (token === undefined) throw new Refusal(404, 'not-found', 'Could not find token.', 'identity');
  return token;
}

function version({ cloud }: PublicContext): Json {
  return new Map<string, Json>([
    ['id', 'v3.14'], ['status', 'stable'], ['updated', '2020-04-07T00:00:00Z'],
    ['links', [new Map([['rel', 'self'], ['href', `${cloud.url}${serviceOf('identity').mount}/v3/`]])]],
    ['media-types', [new Map([['base', 'application/json'], ['type', 'application/vnd.openstack.identity-v3+json']])]],
  ]);
}

function page(method: string, path: string, answer: (context: PublicContext) => PageReply): Page {
  return { service: 'identity', versions: [''], method, path, public: true, answer };
}

function projects(context: PublicContext): PageReply {
  const { project } = ownToken(context).user;
  return { status: 200, body: new Map<string, Json>([['projects', [new Map<string, Json>([['id', project.id], ['name', project.name], ['domain_id', 'default'], ['enabled', true]])]], ['links', new Map()]]) };
}

/** All that clients ask Keystone. */
export const keystonePages: readonly Page[] = [
  ...['', '/'].map((path) => page('GET', path, (context) => ({ status: 300, body: new Map([['versions', new Map([['values', [version(context)]]])]]) }))),
  ...['/v3', '/v3/'].map((path) => page('GET', path, (context) => ({ status: 200, body: new Map([['version', version(context)]]) }))),
  page('POST', '/v3/auth/tokens', issueToken),
  page('GET', '/v3/auth/tokens', (context) => {
    const token = subjectToken(context);
    return { status: 200, headers: [['x-subject-token', token.id]], body: tokenBody(context.cloud, token, 'password') };
  }),
  page('DELETE', '/v3/auth/tokens', (context) => {
    context.cloud.identity.revoke(subjectToken(context).id);
    return { status: 204, body: null };
  }),
  page('GET', '/v3/auth/catalog', (context) => ({ status: 200, body: new Map<string, Json>([['catalog', catalog(context.cloud, ownToken(context).user.project.id)], ['links', new Map()]]) })),
  page('GET', '/v3/auth/projects', projects),
];
