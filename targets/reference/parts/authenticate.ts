/** Tokens, and whose project a URL names. */
import { impliedRoles } from '../identity.ts';
import type { Caller } from '../identity.ts';
import type { Arrived, Authenticated } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** @throws Refusal 401 without a valid, scoped token. */
export function authenticate({ cloud, raw }: Arrived): Caller {
  const token = cloud.identity.find(raw.headers.get('x-auth-token') ?? '');
  if (token === undefined || !token.scoped) {
    throw new Refusal(401, 'unauthenticated', 'The request you have made requires authentication.', 'identity');
  }
  return { user: token.user, project: token.user.project, roles: impliedRoles(token.user.role) };
}

/** @throws Refusal 400 when the URL names another project than the token, administrators included. */
export function checkProject({ match, caller }: Authenticated): void {
  if (match.projectId === null || match.projectId === caller.project.id) return;
  throw new Refusal(400, 'project-mismatch',
    `Malformed request URL: URL's project_id '${match.projectId}' doesn't match Context's project_id '${caller.project.id}'`);
}
