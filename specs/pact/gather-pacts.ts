/** The pacts that are to be verified, each with the contract through which the target is reached. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { committedPact } from '../../contracts/committed-pacts.ts';
import type { Contract, ContractId } from '../../contracts/contract.ts';
import { pactFileName, pactOf } from '../../contracts/pact.ts';
import { fetchPacts } from '../../targets/pact/broker.ts';
import { parsePactFile, type PactFile } from '../../targets/pact/pact-file.ts';
import { writePact } from '../../targets/pact/write-pact.ts';
import { ConfigError } from '../config-error.ts';
import type { NamedPact, PactConfig } from './pact-config.ts';
import { readStateNames, withStateNames } from './state-names.ts';

/** A pact and the contract it is about. */
export interface GatheredPact {
  readonly pact: PactFile;
  readonly contract: ContractId;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError('PACT_UNREADABLE', `--pact-file ${path}: cannot be read (${(cause as Error).message}). Name a pact file, if need be after KIND=.`, { cause });
  }
}

/** The contract of a pact: as the call says, else the one its provider is named after, else the only one whose resource the call names. */
function contractOf(pact: PactFile, { kind }: NamedPact, config: PactConfig, contracts: readonly Contract[]): ContractId {
  const ids = contracts.map(({ id }) => id);
  if (kind !== null && !ids.includes(kind)) throw new ConfigError('KIND_UNKNOWN', `${pact.from}: there is no kind ${JSON.stringify(kind)}; the kinds are ${ids.join(', ')}.`);
  const kinds = [...new Set(config.run.resources.map((resource) => resource.kind))];
  const found = kind ?? ids.find((id) => id === pact.provider) ?? (kinds.length === 1 ? kinds[0] : undefined);
  if (found !== undefined) return found;
  throw new ConfigError('KIND_UNKNOWN', `${pact.from}: its provider is ${JSON.stringify(pact.provider)}, which is no kind. Say which contract it is about: KIND=${pact.from}, where KIND is one of ${ids.join(', ')}.`);
}

function given(config: PactConfig, contracts: readonly Contract[]): readonly GatheredPact[] {
  return config.files.map((file) => {
    const pact = parsePactFile(textOf(file.name), file.name);
    return { pact, contract: contractOf(pact, file, config, contracts) };
  });
}

async function fetched(config: PactConfig, contracts: readonly Contract[]): Promise<readonly GatheredPact[]> {
  const { broker } = config;
  if (broker === null) return [];
  const all = await Promise.all(broker.providers.map(async (provider) => (await fetchPacts(broker, provider.name)).map(({ text, from }) => {
    const pact = parsePactFile(text, from);
    return { pact, contract: contractOf(pact, provider, config, contracts) };
  })));
  return all.flat();
}

/** Our own pact of a contract: the one that comes along, or for other contracts one made now. */
async function own(contract: Contract): Promise<GatheredPact> {
  const text = committedPact(contract) ?? (await writePact(contract));
  return { pact: parsePactFile(text, basename(pactFileName(pactOf(contract)))), contract: contract.id };
}

/**
 * Gather them: those of files and of the broker, else our own.
 * @param tried the contracts whose own pacts are wanted where nothing is named.
 * @throws {ConfigError} or {TargetError} when one cannot be had; nothing was sent to the target then.
 */
export async function gatherPacts(config: PactConfig, contracts: readonly Contract[], tried: readonly ContractId[]): Promise<readonly GatheredPact[]> {
  if (config.files.length === 0 && config.broker === null) return Promise.all(contracts.filter(({ id }) => tried.includes(id)).map(own));
  const names = config.statesFile === null ? null : readStateNames(config.statesFile);
  const pacts = [...given(config, contracts), ...(await fetched(config, contracts))];
  return names === null ? pacts : pacts.map(({ pact, contract }) => ({ pact: withStateNames(pact, names), contract }));
}
