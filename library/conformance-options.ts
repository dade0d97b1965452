/** What somebody's own tests say about the API they hold to its contracts, and what is wrong with it. */
import type { Contract, ContractId } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { nearestName } from '../contracts/nearest-name.ts';
import { ConfigError } from '../specs/config-error.ts';
import type { Profile } from '../specs/judgement.ts';
import type { App } from './app-handler.ts';

/** How {@link conformance} is called. `app` or `endpoint`, and `resources`; everything else has a default. */
export interface ConformanceOptions {
  /** The API as a handler in this process; no port is needed. */
  readonly app?: App;
  /** Path that the app serves the API under, such as `/compute/v2.1`. Default: the root, and the version prefixes of the contract below it. Only with `app`. */
  readonly basePath?: string;
  /** The API as a URL, or a URL per service type (`compute`, `block-storage`): what the service catalog says. */
  readonly endpoint?: string | Readonly<Record<string, string>>;
  /** Ids of resources that exist, by contract. Their metadata is written, and put back at the end. Two of a kind allow the tests in which a bystander must not notice. */
  readonly resources: Readonly<Record<ContractId, string | readonly string[]>>;
  /** Contracts to hold the API to. Default: those of metaconform for which `resources` has an entry. */
  readonly contracts?: readonly Contract[];
  /** `de-facto` (the default): what was chosen where documents are silent obliges, too; `documented`: only what they say. */
  readonly profile?: Profile;
  /** Token of the owner of the resources, sent as `X-Auth-Token`. Default: none is sent, and nothing is tried without one. */
  readonly token?: string;
  /** Token of an administrator, for contracts that need one. */
  readonly adminToken?: string;
  /** Token of another project, to see that it is kept out. */
  readonly strangerToken?: string;
  /** The resources may be disturbed: their states, keys that other software gives a meaning to. Default false. */
  readonly sacrificial?: boolean;
  /** Ids of the only invariants to try. Default: all that apply. */
  readonly only?: readonly string[];
  /** Seed of the plans, 0 to 4294967295. Default: another one each time, which a failure names. */
  readonly seed?: number;
  /** Requests per contract for exploring, at most. Default 600, and 1000 for an `app`. */
  readonly budgetRequests?: number;
  /** Seconds for everything, at most. Default: no limit. */
  readonly budgetTimeS?: number;
  /** Folder for `report.json`, `index.html`, `summary.md` and `trace.ndjson`. Default: none is written. */
  readonly report?: string;
  /** What to call the API in titles and reports. Default: `app`, or the host of the endpoint. */
  readonly name?: string;
}

/** Options that were checked, with their defaults. */
export interface CheckedOptions extends ConformanceOptions {
  readonly chosen: readonly Contract[];
  readonly ids: Readonly<Record<ContractId, readonly string[]>>;
  readonly seed: number;
  readonly profile: Profile;
}

const MAX_SEED = 2 ** 32 - 1;

function invalid(message: string): ConfigError {
  return new ConfigError('OPTION_INVALID', `conformance(): ${message}`);
}

function checkWhere({ app, endpoint, basePath }: ConformanceOptions): void {
  if ((app === undefined) === (endpoint === undefined)) throw new ConfigError('OPTION_CONFLICT', `conformance(): expected either app or endpoint, got ${app === undefined ? 'neither' : 'both'}.`);
  if (basePath !== undefined && endpoint !== undefined) throw new ConfigError('OPTION_CONFLICT', 'conformance(): basePath goes with app; an endpoint holds its path.');
  if (basePath !== undefined && !/^\/[^?#]*$/.test(basePath)) throw invalid(`basePath expects a path that begins with a slash, got ${JSON.stringify(basePath)}.`);
}

function checkNumber(name: 'seed' | 'budgetRequests' | 'budgetTimeS', value: number | undefined, min: number): void {
  const fits = value === undefined || (value >= min && value <= MAX_SEED && (name === 'budgetTimeS' || Number.isInteger(value)));
  if (!fits) throw invalid(`${name} expects a ${name === 'budgetTimeS' ? 'number' : 'whole number'} from ${min} to ${MAX_SEED}, got ${value}.`);
}

function idsOf(resources: ConformanceOptions['resources']): CheckedOptions['ids'] {
  const ids = Object.entries(resources ?? {}).map(([kind, given]) => [kind, typeof given === 'string' ? [given] : [...given]] as const);
  if (ids.length === 0) throw new ConfigError('RESOURCE_MISSING', 'conformance(): resources expects at least one kind with an id, for example { server: [\'id-1\', \'id-2\'] }.');
  const empty = ids.find(([, list]) => list.length === 0 || list.some((id) => typeof id !== 'string' || id === ''));
  if (empty !== undefined) throw invalid(`resources.${empty[0]} expects an id, or a list of them that is not empty, got ${JSON.stringify(resources[empty[0]])}.`);
  return Object.fromEntries(ids);
}

function chosenContracts(contracts: readonly Contract[], kinds: readonly string[]): readonly Contract[] {
  const known = contracts.map(({ id }) => id);
  const strange = kinds.find((kind) => !known.includes(kind));
  if (strange === undefined) return contracts.filter(({ id }) => kinds.includes(id));
  const near = nearestName(strange, known);
  throw new ConfigError('KIND_UNKNOWN', `conformance(): resources has no kind ${JSON.stringify(strange)}; the kinds are ${known.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`} loadContract(FILE) brings another one.`);
}

/**
 * Holds the options of a call against what is allowed. Asks nobody.
 * @throws {ConfigError} with one message about the first thing that is wrong.
 */
export function checkOptions(options: ConformanceOptions): CheckedOptions {
  checkWhere(options);
  const { profile = 'de-facto', seed, budgetRequests, budgetTimeS } = options;
  if (profile !== 'de-facto' && profile !== 'documented') throw invalid(`profile expects "de-facto" or "documented", got ${JSON.stringify(profile)}.`);
  checkNumber('seed', seed, 0);
  checkNumber('budgetRequests', budgetRequests, 1);
  checkNumber('budgetTimeS', budgetTimeS, 0);
  const ids = idsOf(options.resources);
  return { ...options, profile, ids, seed: seed ?? Math.floor(Math.random() * (MAX_SEED + 1)), chosen: chosenContracts(options.contracts ?? findContracts(), Object.keys(ids)) };
}
