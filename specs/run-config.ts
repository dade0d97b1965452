import type { Environment } from '../targets/auth/cloud-config.ts';
import { type CallerConfig, isCloudNamed, parseCallers } from './callers.ts';
import type { Wishes } from '../targets/provisioning/resource-kind.ts';
import { ConfigError } from './config-error.ts';
import type { Profile } from './judgement.ts';
import { count, flag, invalid, list, positive, type RawOptions, text } from './option-values.ts';
import { optionNamed } from './run-options.ts';

export type { RawOptions } from './option-values.ts';

/** A checked configuration of a run. Holds secrets: never print or record it, use {@link toArgv}. */
export interface RunConfig extends CallerConfig {
  /** `service` is null when the URL was given without one. Empty: those of the cloud that is named, see {@link isRemote}. */
  readonly endpoints: readonly { readonly service: string | null; readonly url: string }[];
  readonly resources: readonly { readonly kind: string; readonly id: string }[];
  readonly sacrificial: boolean;
  /** Make what too few of are named, see {@link Wishes}; null: nothing is made. */
  readonly provision: Wishes | null;
  /** Contract files; empty: the built-in ones. */
  readonly contractFiles: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  readonly only: readonly string[] | null;
  readonly fault: string | null;
  /** Per contract. */
  readonly budgetRequests: number;
  readonly budgetTimeS: number | null;
  /** After which a request counts as not answered. */
  readonly timeoutS: number;
  readonly ratePerS: number | null;
  readonly maxInFlight: number;
  /** Only the pre-flight: nothing is tried. */
  readonly dryRun: boolean;
  /** Nothing is written. */
  readonly readOnly: boolean;
  readonly reportDir: string;
  /** YAML file of known deviations. */
  readonly waiversFile: string | null;
  /** Report of an earlier run. */
  readonly baselineFile: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** What is made costs somebody something: a run does not hold it longer than this unless it is told so. */
const PROVISIONED_TIME_S = 400;
const MAX_SEED = 2 ** 32 - 1;

function seed(raw: RawOptions): number {
  const value = text(raw, 'seed');
  if (value === null) return Math.floor(Math.random() * (MAX_SEED + 1));
  if (!/^\d+$/.test(value) || Number(value) > MAX_SEED) throw invalid('seed', `a whole number from 0 to ${MAX_SEED}`, value);
  return Number(value);
}

function profile(raw: RawOptions): Profile {
  const value = text(raw, 'profile') ?? '';
  if (value !== 'de-facto' && value !== 'documented') throw invalid('profile', 'de-facto or documented', value);
  return value;
}

function provision(raw: RawOptions): Wishes | null {
  const wishes: Wishes = { flavor: text(raw, 'provisionFlavor'), image: text(raw, 'provisionImage'), network: text(raw, 'provisionNetwork') };
  if (flag(raw, 'provision')) return wishes;
  const stray = (['provisionFlavor', 'provisionImage', 'provisionNetwork'] as const).find((name) => text(raw, name) !== null);
  if (stray !== undefined) throw new ConfigError('OPTION_CONFLICT', `--${optionNamed(stray).flag} says how servers are made: give --provision as well.`);
  return null;
}

function pair(name: string, given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1 || at === given.length - 1) throw invalid(name, optionNamed(name).value, given);
  return [given.slice(0, at), given.slice(at + 1)];
}

function endpoint(given: string): RunConfig['endpoints'][number] {
  const named = /^([a-z][a-z0-9_-]*)=(.+)$/i.exec(given);
  const [service, url] = named === null ? [null, given] : [named[1] ?? null, named[2] ?? ''];
  const parsed = URL.parse(url);
  const usable = parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.search === '' && parsed.hash === '';
  if (!usable) throw invalid('endpoint', 'an http or https URL without query, if need be after SERVICE=', given);
  if (parsed.username !== '' || parsed.password !== '') throw new ConfigError('OPTION_INVALID', '--endpoint must not hold a user name or a password: they would stand in the report. Use --token.');
  return { service, url: url.replace(/\/+$/, '') };
}

/** The endpoints that a call gives. @throws {ConfigError} OPTION_INVALID. */
export function parseEndpoints(raw: RawOptions): RunConfig['endpoints'] {
  return list(raw, 'endpoint').map(endpoint);
}

/** Whether a run goes to somebody's endpoints rather than to the embedded reference cloud. */
export function isRemote(config: RunConfig): boolean {
  return config.endpoints.length > 0 || isCloudNamed(config);
}

/**
 * Checks what the caller gave, whether by flags or by variables, without asking anybody on the network. The caller must still hold the kinds of
 * `resources` against the contracts (see {@link checkKinds}).
 * @param environment where the variables and the configuration files of the openstack client are looked for.
 * @throws {ConfigError} with one message about the first thing that is wrong; {TargetError} `config` when that is in the files of the openstack client.
 */
export function parseRunConfig(raw: RawOptions, environment: Environment = process.env): RunConfig {
  const only = list(raw, 'only');
  // The variables of the openstack client count only for a call that names a target: whoever has them set may still want the embedded cloud.
  const usesVariables = list(raw, 'endpoint').length + list(raw, 'resource').length > 0 || flag(raw, 'provision');
  const config: RunConfig = {
    endpoints: parseEndpoints(raw),
    ...parseCallers(raw, environment, usesVariables),
    resources: list(raw, 'resource').map((given) => pair('resource', given)).map(([kind, id]) => ({ kind, id })),
    sacrificial: flag(raw, 'sacrificial'),
    provision: provision(raw),
    contractFiles: list(raw, 'contract'),
    profile: profile(raw),
    seed: seed(raw),
    only: only.length === 0 ? null : only,
    fault: text(raw, 'fault'),
    budgetRequests: count(raw, 'budgetRequests'),
    budgetTimeS: positive(raw, 'budgetTime') ?? (flag(raw, 'provision') ? PROVISIONED_TIME_S : null),
    timeoutS: positive(raw, 'timeout') ?? 30,
    ratePerS: positive(raw, 'rate'),
    maxInFlight: count(raw, 'maxInFlight'),
    dryRun: flag(raw, 'dryRun'),
    readOnly: flag(raw, 'readOnly'),
    reportDir: text(raw, 'report') ?? '',
    waiversFile: text(raw, 'waivers'),
    baselineFile: text(raw, 'baseline'),
    labels: Object.fromEntries(list(raw, 'label').map((given) => pair('label', given))),
  };
  checkTogether(config);
  return config;
}

function checkTogether(config: RunConfig): void {
  if (config.provision !== null && (config.dryRun || config.readOnly)) throw new ConfigError('OPTION_CONFLICT', `--${config.dryRun ? 'dry-run' : 'read-only'} writes nothing and --provision makes resources: give one of the two, and name what to look at with --resource KIND=ID.`);
  if (!isRemote(config)) {
    const names = ['token', 'adminToken', 'strangerToken', 'strangerOsCloud'] as const;
    const needsEndpoint = names.find((name) => config[name] !== null) ?? (config.resources.length > 0 ? 'resource' : null);
    if (needsEndpoint !== null) throw new ConfigError('OPTION_CONFLICT', `--${optionNamed(needsEndpoint).flag} needs --endpoint or --os-cloud: without one the run goes to the embedded reference cloud, which has tokens and resources of its own.`);
    return;
  }
  const where = config.endpoints.length > 0 ? '--endpoint' : '--os-cloud';
  if (config.fault !== null) throw new ConfigError('OPTION_CONFLICT', `--fault cannot be used with ${where}: a fault can only be put into the embedded reference cloud.`);
  if (config.token === null && config.adminToken === null && !isCloudNamed(config)) throw new ConfigError('TOKEN_MISSING', '--endpoint needs a token: give --token T, --token @FILE, the variable METACONFORM_TOKEN, or --os-cloud NAME.');
  if (config.resources.length === 0 && config.provision === null) throw new ConfigError('RESOURCE_MISSING', `${where} needs at least one --resource KIND=ID to write to, for example --resource server=0aa1..., or --provision to make what is needed; KIND is the id of a contract (metaconform list contracts).`);
}

/**
 * Holds the kinds of the resources against the ids of the contracts.
 * @throws {ConfigError} KIND_UNKNOWN with the kinds that exist.
 */
export function checkKinds(config: RunConfig, kinds: readonly string[]): void {
  for (const { kind } of config.resources) {
    if (!kinds.includes(kind)) throw new ConfigError('KIND_UNKNOWN', `--resource: there is no kind ${JSON.stringify(kind)}; the kinds are ${kinds.join(', ')}. A kind is the id of a contract; --contract FILE brings another one.`);
  }
}

/**
 * Holds the ids of `--only` against the contracts and invariants that exist.
 * @throws {ConfigError} ID_UNKNOWN.
 */
export function checkOnly(config: RunConfig, known: readonly string[]): void {
  const strange = config.only?.find((id) => !known.includes(id));
  if (strange !== undefined) throw new ConfigError('ID_UNKNOWN', `--only: there is neither a contract nor an invariant ${JSON.stringify(strange)}. See metaconform list contracts and metaconform list invariants.`);
}
