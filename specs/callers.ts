/** Who calls: the tokens and clouds of the owner, the administrator and the stranger, as a call gives them, and the sources they make. */
import type { CloudAccess } from '../targets/auth/cloud-access.ts';
import { cloudOfVariables, namedCloud, type Environment } from '../targets/auth/cloud-config.ts';
import { keystoneToken, type KeystoneSource } from '../targets/auth/keystone-token.ts';
import { readCloudFiles } from '../targets/auth/read-cloud-files.ts';
import { staticToken } from '../targets/auth/static-token.ts';
import type { TokenSource } from '../targets/target-config.ts';
import { ConfigError } from './config-error.ts';
import { type RawOptions, secret, text } from './option-values.ts';
import { optionNamed } from './run-options.ts';

/** A caller that can be given. */
export type GivenCaller = 'owner' | 'admin' | 'stranger';

/** The options of each caller: a token, or the name of a cloud. */
const OPTIONS = [
  { caller: 'owner', token: 'token', cloud: 'osCloud' }, { caller: 'admin', token: 'adminToken', cloud: 'adminOsCloud' },
  { caller: 'stranger', token: 'strangerToken', cloud: 'strangerOsCloud' },
] as const;

/** The part of a configuration that says who calls. Holds secrets: never print or record it. */
export interface CallerConfig {
  readonly token: string | null;
  readonly adminToken: string | null;
  readonly strangerToken: string | null;
  /** Names of clouds, also when OS_CLOUD gave it; null: a token, the OS_* variables, or not given. */
  readonly osCloud: string | null;
  readonly adminOsCloud: string | null;
  readonly strangerOsCloud: string | null;
  /** What the named clouds, or the OS_* variables, say. */
  readonly clouds: Readonly<Partial<Record<GivenCaller, CloudAccess>>>;
}

function checkConflict(token: string | null, cloud: string | null, names: (typeof OPTIONS)[number]): void {
  if (token === null || cloud === null) return;
  throw new ConfigError('OPTION_CONFLICT', `--${optionNamed(names.token).flag} and --${optionNamed(names.cloud).flag} both say who the ${names.caller} is: give one of them.`);
}

/** The owner's cloud as the variables of the openstack client name it. */
function ownerOfVariables(environment: Environment): { readonly name: string | null; readonly access: CloudAccess | null } {
  const name = environment['OS_CLOUD'] ?? '';
  if (name !== '') return { name, access: namedCloud(name, readCloudFiles(environment), environment) };
  return { name: null, access: cloudOfVariables(environment) };
}

/**
 * Reads who calls from the options, and from the configuration files of the openstack client when a cloud is named.
 * @param usesVariables whether OS_CLOUD and the other OS_* variables may say who the owner is, when no option does.
 * @throws {ConfigError} when the options are wrong; {TargetError} `config` when a cloud is not there or wrong.
 */
export function parseCallers(raw: RawOptions, environment: Environment, usesVariables: boolean): CallerConfig {
  const tokens = { token: secret(raw, 'token'), adminToken: secret(raw, 'adminToken'), strangerToken: secret(raw, 'strangerToken') };
  const names = { osCloud: text(raw, 'osCloud'), adminOsCloud: text(raw, 'adminOsCloud'), strangerOsCloud: text(raw, 'strangerOsCloud') };
  const clouds: Partial<Record<GivenCaller, CloudAccess>> = {};
  for (const each of OPTIONS) {
    const name = names[each.cloud];
    checkConflict(tokens[each.token], name, each);
    if (name !== null) clouds[each.caller] = namedCloud(name, readCloudFiles(environment), environment);
  }
  if (!usesVariables || tokens.token !== null || clouds.owner !== undefined) return { ...tokens, ...names, clouds };
  const { name, access } = ownerOfVariables(environment);
  return { ...tokens, ...names, osCloud: name, clouds: access === null ? clouds : { ...clouds, owner: access } };
}

/** Options with others over them: who says by a token or a cloud who a caller is also takes back the other of the two. */
export function optionsOver(under: RawOptions, over: RawOptions): RawOptions {
  const said = OPTIONS.filter(({ token, cloud }) => over[token] !== undefined || over[cloud] !== undefined);
  const dropped = new Set<string>(said.flatMap(({ token, cloud }) => [token, cloud]));
  return { ...Object.fromEntries(Object.entries(under).filter(([name]) => !dropped.has(name))), ...over };
}

/** Whether the owner or the administrator comes from a cloud, whose catalog then tells the endpoints. */
export function isCloudNamed({ clouds }: CallerConfig): boolean {
  return clouds.owner !== undefined || clouds.admin !== undefined;
}

/** The sources of the callers' tokens; nothing was sent yet. */
export interface OpenCallers {
  readonly tokens: Readonly<Partial<Record<GivenCaller, TokenSource>>>;
  readonly keystone: Readonly<Partial<Record<GivenCaller, { readonly access: CloudAccess; readonly source: KeystoneSource }>>>;
}

/** Makes the sources of the callers' tokens; those of clouds are fetched when first asked for, and renewed when refused. */
export function openCallers(config: CallerConfig, timeoutMs: number): OpenCallers {
  const tokens: Partial<Record<GivenCaller, TokenSource>> = {};
  const keystone: Partial<Record<GivenCaller, { access: CloudAccess; source: KeystoneSource }>> = {};
  for (const { caller, token } of OPTIONS) {
    const [given, access] = [config[token], config.clouds[caller]];
    if (given !== null) tokens[caller] = staticToken(given);
    if (access === undefined) continue;
    const source = keystoneToken({ ...access.keystone, timeoutMs });
    tokens[caller] = source;
    keystone[caller] = { access, source };
  }
  return { tokens, keystone };
}
