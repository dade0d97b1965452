import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';
import type { Profile } from './judgement.ts';
import { optionNamed } from './run-options.ts';

/** What a caller gave for each option, by the option's name: text, a list of texts, `true` for a flag. Absent: not given. */
export type RawOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** A checked configuration of a run. Holds secrets: never print or record it, use {@link toArgv}. */
export interface RunConfig {
  /** `service` is null when the URL was given without one. Empty: the embedded reference cloud. */
  readonly endpoints: readonly { readonly service: string | null; readonly url: string }[];
  readonly token: string | null;
  readonly adminToken: string | null;
  readonly strangerToken: string | null;
  readonly resources: readonly { readonly kind: string; readonly id: string }[];
  readonly sacrificial: boolean;
  /** Contract files; empty: the built-in ones. */
  readonly contractFiles: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  readonly only: readonly string[] | null;
  readonly fault: string | null;
  /** Per contract. */
  readonly budgetRequests: number;
  readonly budgetTimeS: number | null;
  readonly ratePerS: number | null;
  readonly maxInFlight: number;
  readonly reportDir: string;
  readonly labels: Readonly<Record<string, string>>;
}

const MAX_SEED = 2 ** 32 - 1;

function invalid(name: string, allowed: string, got: string): ConfigError {
  const { flag, secret } = optionNamed(name);
  return new ConfigError('OPTION_INVALID', `--${flag} expects ${allowed}, got ${secret ? 'something else' : JSON.stringify(got)}. See metaconform run --help.`);
}

function text(raw: RawOptions, name: string): string | null {
  const value = raw[name] ?? optionNamed(name).default;
  if (value === null) return null;
  if (typeof value !== 'string' || value === '') throw invalid(name, optionNamed(name).value, String(value));
  return value;
}

function list(raw: RawOptions, name: string): readonly string[] {
  const value = raw[name] ?? [];
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
}

function positive(raw: RawOptions, name: string): number | null {
  const value = text(raw, name);
  if (value === null) return null;
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || !(number > 0)) throw invalid(name, 'a positive number', value);
  return number;
}

function count(raw: RawOptions, name: string): number {
  const value = positive(raw, name);
  if (value === null || !Number.isSafeInteger(value)) throw invalid(name, 'a whole number of at least 1', String(value));
  return value;
}

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

function secret(raw: RawOptions, name: string): string | null {
  const value = text(raw, name);
  if (value === null || !value.startsWith('@')) return value === null ? null : headerSafe(name, value);
  try {
    return headerSafe(name, readFileSync(value.slice(1), 'utf8').trim());
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const flag = optionNamed(name).flag;
    throw new ConfigError('TOKEN_UNREADABLE', `--${flag}: cannot read the file ${value.slice(1)} (${(cause as Error).message}). Give @FILE with a readable file that holds only the token.`, { cause });
  }
}

/** A token goes into a header: anything that cannot stand in one would fail later, far from here and less clearly. */
function headerSafe(name: string, token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token)) throw invalid(name, 'a token of visible ASCII characters', token);
  return token;
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

/**
 * Checks what the caller gave, whether by flags or by variables, without asking anybody on the network. The caller must still hold the kinds of
 * `resources` against the contracts (see {@link checkKinds}).
 * @throws {ConfigError} with one message about the first thing that is wrong.
 */
export function parseRunConfig(raw: RawOptions): RunConfig {
  const only = list(raw, 'only');
  const config: RunConfig = {
    endpoints: list(raw, 'endpoint').map(endpoint),
    token: secret(raw, 'token'),
    adminToken: secret(raw, 'adminToken'),
    strangerToken: secret(raw, 'strangerToken'),
    resources: list(raw, 'resource').map((given) => pair('resource', given)).map(([kind, id]) => ({ kind, id })),
    sacrificial: raw['sacrificial'] === true || raw['sacrificial'] === 'true' || raw['sacrificial'] === '1',
    contractFiles: list(raw, 'contract'),
    profile: profile(raw),
    seed: seed(raw),
    only: only.length === 0 ? null : only,
    fault: text(raw, 'fault'),
    budgetRequests: count(raw, 'budgetRequests'),
    budgetTimeS: positive(raw, 'budgetTime'),
    ratePerS: positive(raw, 'rate'),
    maxInFlight: count(raw, 'maxInFlight'),
    reportDir: text(raw, 'report') ?? '',
    labels: Object.fromEntries(list(raw, 'label').map((given) => pair('label', given))),
  };
  checkTogether(config);
  return config;
}

function checkTogether(config: RunConfig): void {
  if (config.endpoints.length === 0) {
    const needsEndpoint = ['token', 'adminToken', 'strangerToken'].find((name) => config[name as 'token'] !== null) ?? (config.resources.length > 0 ? 'resource' : null);
    if (needsEndpoint !== null) throw new ConfigError('OPTION_CONFLICT', `--${optionNamed(needsEndpoint).flag} needs --endpoint: without one the run goes to the embedded reference cloud, which has tokens and resources of its own.`);
    return;
  }
  if (config.fault !== null) throw new ConfigError('OPTION_CONFLICT', '--fault cannot be used with --endpoint: a fault can only be put into the embedded reference cloud.');
  if (config.token === null && config.adminToken === null) throw new ConfigError('TOKEN_MISSING', '--endpoint needs a token: give --token T, --token @FILE, or the variable METACONFORM_TOKEN.');
  if (config.resources.length === 0) throw new ConfigError('RESOURCE_MISSING', '--endpoint needs at least one --resource KIND=ID to write to, for example --resource server=0aa1...; KIND is the id of a contract (metaconform list contracts).');
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
