/** What `pact verify` was asked for, checked without asking anybody on the network. */
import type { Environment } from '../../targets/auth/cloud-config.ts';
import { ConfigError } from '../config-error.ts';
import { invalid, list, secret, text } from '../option-values.ts';
import { parseRunConfig, type RawOptions, type RunConfig } from '../run-config.ts';

/** A pact, or a provider at the broker, and the contract it is about; `kind` null: its provider's name says which. */
export interface NamedPact {
  readonly kind: string | null;
  readonly name: string;
}

/** A checked configuration. Holds secrets: never print or record it. */
export interface PactConfig {
  /** Where to verify, and as whom. */
  readonly run: RunConfig;
  /** Empty, with no providers: our own pacts. */
  readonly files: readonly NamedPact[];
  readonly broker: { readonly url: string; readonly token: string | null; readonly providers: readonly NamedPact[] } | null;
  readonly statesFile: string | null;
}

/** `KIND=NAME` or `NAME`; a name that holds an equals sign needs its kind before it. */
function named(option: string, given: string): NamedPact {
  const [, kind, name] = /^(?:([\w-]+)=)?(.+)$/s.exec(given) ?? [];
  if (name === undefined) throw invalid(option, 'a name, if need be after KIND=', given);
  return { kind: kind ?? null, name };
}

function brokerOf(raw: RawOptions): PactConfig['broker'] {
  const [url, token, providers] = [text(raw, 'pactBrokerUrl'), secret(raw, 'pactBrokerToken'), list(raw, 'pactProvider').map((given) => named('pactProvider', given))];
  if (url === null) {
    if (token !== null || providers.length > 0) throw new ConfigError('OPTION_CONFLICT', `--pact-${token === null ? 'provider' : 'broker-token'} needs --pact-broker-url.`);
    return null;
  }
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) throw invalid('pactBrokerUrl', 'an http or https URL', url);
  if (parsed.username !== '' || parsed.password !== '') throw new ConfigError('OPTION_INVALID', '--pact-broker-url must not hold a user name or a password: they would stand in the report. Use --pact-broker-token.');
  if (providers.length === 0) throw new ConfigError('OPTION_CONFLICT', '--pact-broker-url needs --pact-provider [KIND=]NAME: the name of the provider whose pacts are to be verified.');
  return { url: url.replace(/\/+$/, ''), token, providers };
}

/** @throws {ConfigError} about the first thing that is wrong. */
export function parsePactConfig(raw: RawOptions, environment: Environment = process.env): PactConfig {
  // A verification draws nothing at random.
  return { run: parseRunConfig({ ...raw, seed: '0' }, environment), files: list(raw, 'pactFile').map((given) => named('pactFile', given)), broker: brokerOf(raw), statesFile: text(raw, 'pactStates') };
}
