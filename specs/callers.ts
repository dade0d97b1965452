/** Who calls: the tokens and clouds of the owner, the administrator and the stranger, as a call gives them, and the sources they make. */
import type { CloudAccess } from '../targets/auth/cloud-access.ts';
import { cloudOfVariables, namedCloud, type Environment } from '../targets/auth/cloud-config.ts';
import { keystoneToken, type KeystoneSource } from '../targets/auth/keystone-token.ts';
import { readCloudFiles } from '../targets/auth/read-cloud-files.ts';
import { readTlsFiles } from '../targets/auth/read-tls-files.ts';
import { signingSource } from '../targets/auth/signing-source.ts';
import { staticToken } from '../targets/auth/static-token.ts';
import { NO_TLS_FILES, type TlsFiles } from '../targets/auth/tls-files.ts';
import type { CredentialSource } from '../targets/target-config.ts';
import type { TlsTerms } from '../targets/tls-terms.ts';
import { ConfigError } from './config-error.ts';
import { flag, type RawOptions, secret, text } from './option-values.ts';
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
  /** Files of the options, or of the OS_* variables where no cloud is named; null: what the cloud says. */
  readonly osCacert: string | null;
  readonly osCert: string | null;
  readonly osKey: string | null;
  /** The certificates of the target are not verified, whatever the cloud says. */
  readonly insecure: boolean;
}

function checkConflict(token: string | null, cloud: string | null, names: (typeof OPTIONS)[number]): void {
  if (token === null || cloud === null) return;
  throw new ConfigError('OPTION_CONFLICT', `--${optionNamed(names.token).flag} and --${optionNamed(names.cloud).flag} both say who the ${names.caller} is: give one of them.`);
}

/** The owner's cloud as the variables of the openstack client name it. */
function ownerOfVariables(environment: Environment): { readonly name: string | null; readonly access: CloudAccess | null } {
  const name = environment['OS_CLOUD'] ?? '';
  if (name !== '') return { name, access: namedCloud(name, readCloudFiles(environment)) };
  return { name: null, access: cloudOfVariables(environment) };
}

/** What the call says of TLS itself. The variables speak only for a token: a cloud has settings of its own, the OS_* variables among them. */
function tlsOf(raw: RawOptions, environment: Environment): Pick<CallerConfig, 'osCacert' | 'osCert' | 'osKey' | 'insecure'> {
  const given = (name: string, variable: string): string | null => text(raw, name) ?? ((environment[variable] ?? '') === '' ? null : (environment[variable] ?? null));
  const tls = { osCacert: given('osCacert', 'OS_CACERT'), osCert: given('osCert', 'OS_CERT'), osKey: given('osKey', 'OS_KEY'), insecure: flag(raw, 'insecure') };
  if (tls.osKey !== null && tls.osCert === null) throw new ConfigError('OPTION_CONFLICT', '--os-key is the key of a certificate: give --os-cert FILE as well.');
  return tls;
}

function parseClouds(raw: RawOptions, environment: Environment, usesVariables: boolean): Omit<CallerConfig, 'osCacert' | 'osCert' | 'osKey' | 'insecure'> {
  const tokens = { token: secret(raw, 'token'), adminToken: secret(raw, 'adminToken'), strangerToken: secret(raw, 'strangerToken') };
  const names = { osCloud: text(raw, 'osCloud'), adminOsCloud: text(raw, 'adminOsCloud'), strangerOsCloud: text(raw, 'strangerOsCloud') };
  const clouds: Partial<Record<GivenCaller, CloudAccess>> = {};
  for (const each of OPTIONS) {
    const name = names[each.cloud];
    checkConflict(tokens[each.token], name, each);
    if (name !== null) clouds[each.caller] = namedCloud(name, readCloudFiles(environment));
  }
  if (!usesVariables || tokens.token !== null || clouds.owner !== undefined) return { ...tokens, ...names, clouds };
  const { name, access } = ownerOfVariables(environment);
  return { ...tokens, ...names, osCloud: name, clouds: access === null ? clouds : { ...clouds, owner: access } };
}

/**
 * Reads who calls from the options, and from the configuration files of the openstack client when a cloud is named.
 * @param usesVariables whether OS_CLOUD and the other OS_* variables may say who the owner is, when no option does.
 * @throws {ConfigError} when the options are wrong; {TargetError} `config` when a cloud is not there or wrong.
 */
export function parseCallers(raw: RawOptions, environment: Environment, usesVariables: boolean): CallerConfig {
  const callers = parseClouds(raw, environment, usesVariables);
  return { ...callers, ...tlsOf(raw, usesVariables && Object.keys(callers.clouds).length === 0 ? environment : {}) };
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

/** A cloud that says who a caller is. */
export interface OpenCloud {
  readonly access: CloudAccess;
  /** Null: a key signs the requests, and there is no token and no catalog. */
  readonly source: KeystoneSource | null;
}

/** The sources of the callers' tokens and signatures; nothing was sent yet. */
export interface OpenCallers {
  readonly tokens: Readonly<Partial<Record<GivenCaller, CredentialSource>>>;
  readonly clouds: Readonly<Partial<Record<GivenCaller, OpenCloud>>>;
  /** For the endpoints of the services: those of the call, else of the owner's cloud, else of the administrator's. */
  readonly tls: TlsTerms;
}

/** What a cloud says of TLS, and the call over it. */
function tlsFilesFor(config: CallerConfig, access: CloudAccess | undefined): TlsFiles {
  const own = access?.tls ?? NO_TLS_FILES;
  const certificate = config.osCert === null ? { cert: own.cert, key: own.key } : { cert: config.osCert, key: config.osKey };
  return { ca: config.osCacert ?? own.ca, ...certificate, verify: own.verify && !config.insecure };
}

function readTls(config: CallerConfig, access: CloudAccess | undefined): TlsTerms {
  return readTlsFiles(access?.origin ?? 'this call', tlsFilesFor(config, access));
}

/** Whose certificates are not verified, in words; empty: all are. */
export function unverified(config: CallerConfig): readonly string[] {
  if (config.insecure) return ['--insecure'];
  return Object.values(config.clouds).filter(({ tls }) => !tls.verify).map(({ origin }) => `verify: false in ${origin}`);
}

/**
 * Makes the sources of the callers' tokens; those of clouds are fetched when first asked for, and renewed when refused or nearly over.
 * @throws {TargetError} `config` when a file of certificates cannot be read.
 */
export function openCallers(config: CallerConfig, timeoutMs: number): OpenCallers {
  const tokens: Partial<Record<GivenCaller, CredentialSource>> = {};
  const clouds: Partial<Record<GivenCaller, OpenCloud>> = {};
  for (const { caller, token } of OPTIONS) {
    const [given, access] = [config[token], config.clouds[caller]];
    if (given !== null) tokens[caller] = staticToken(given);
    if (access === undefined) continue;
    const source = access.keystone === null ? null : keystoneToken({ ...access.keystone, timeoutMs, tls: readTls(config, access) });
    tokens[caller] = source ?? signingSource(access.accessKey as NonNullable<typeof access.accessKey>);
    clouds[caller] = { access, source };
  }
  return { tokens, clouds, tls: readTls(config, config.clouds.owner ?? config.clouds.admin) };
}
