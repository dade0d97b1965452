/** Who the callers of a run are, as far as anybody says. */
import type { Caller } from '../generators/plan.ts';
import type { CallerConfig, GivenCaller, OpenCallers } from './callers.ts';

/** One caller, without anything secret. */
export interface KnownCaller {
  readonly caller: Caller;
  /** Where the credential comes from: `--token`, `cloud "x" of /etc/openstack/clouds.yaml`. */
  readonly from: string;
  /** How it is shown: a token that was given, one that is asked for (and renewed), or a key that signs each request. */
  readonly by: 'token' | 'identity service' | 'access key';
  /** Null: nobody says. */
  readonly user: string | null;
  readonly project: string | null;
  readonly roles: readonly string[];
  /** ISO 8601. */
  readonly expiresAt: string | null;
}

const NOBODY_SAYS = { user: null, project: null, roles: [], expiresAt: null } as const;

const TOKENS: readonly (readonly [GivenCaller, 'token' | 'adminToken' | 'strangerToken', string])[] = [['owner', 'token', '--token'], ['admin', 'adminToken', '--admin-token'], ['stranger', 'strangerToken', '--stranger-token']];

/**
 * The callers of a run to somebody's endpoints.
 * @throws {TargetError} `authentication` when a cloud gives no token.
 */
export async function knownCallers(config: CallerConfig, { clouds }: OpenCallers): Promise<readonly KnownCaller[]> {
  return (await Promise.all(TOKENS.map(async ([caller, token, flag]): Promise<readonly KnownCaller[]> => {
    if (config[token] !== null) return [{ caller, from: flag, by: 'token', ...NOBODY_SAYS }];
    const cloud = clouds[caller];
    if (cloud === undefined) return [];
    const { access: { origin, accessKey }, source } = cloud;
    if (source === null) return [{ caller, from: origin, by: 'access key', ...NOBODY_SAYS, project: accessKey?.projectId ?? null }];
    const { user, project, projectId, roles, expiresAt } = await source.session();
    return [{ caller, from: origin, by: 'identity service', user, project: project ?? projectId, roles, expiresAt }];
  }))).flat();
}

/** The callers of an embedded cloud. */
export function embeddedCallers(users: Readonly<Record<string, { readonly name: string; readonly project: string }>>): readonly KnownCaller[] {
  return Object.entries(users).map(([caller, { name, project }]) => ({ caller: caller as Caller, from: 'the embedded reference cloud', by: 'token', ...NOBODY_SAYS, user: name, project }));
}
