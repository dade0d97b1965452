/** What a run knows before anything is written: who calls, where, what can be tried there and what not, and what it will cost. Plain data without secrets. */
import type { Contract, ContractId } from '../../contracts/contract.ts';
import type { Lane, NotApplicable, Target } from '../../targets/target.ts';
import type { KnownCaller } from '../known-callers.ts';
import type { RunConfig } from '../run-config.ts';
import { estimate, type Estimate } from './estimate.ts';
import { familyReach, type FamilyReach } from './family-reach.ts';

/** What can be tried with one contract. */
export interface ContractPreflight {
  readonly contract: ContractId;
  /** What stands before its paths. */
  readonly endpoint: string;
  /** Ways to the resource, the main one first: `/v2.1`, `/v2.1/{project}`. */
  readonly routes: readonly string[];
  /** Ids, the subject first. */
  readonly resources: readonly string[];
  readonly callers: readonly string[];
  readonly sacrificial: boolean;
  /** Announced item limit; null: none is announced, or the service says that there is none. */
  readonly maxItems: number | null;
  /** Microversions offered; null: none are announced. */
  readonly microversions: { readonly min: string; readonly max: string } | null;
  readonly families: readonly FamilyReach[];
  /** Requests of its plans at most; reaching start states and confirming findings come on top. */
  readonly requests: number;
}

/** The findings of a pre-flight. */
export interface Preflight {
  readonly name: string;
  readonly callers: readonly KnownCaller[];
  readonly contracts: readonly ContractPreflight[];
  readonly notApplicable: readonly NotApplicable[];
  readonly readOnly: boolean;
  /** Resources were made for the run before: nothing else was written. */
  readonly provisioned: boolean;
  /** Requests that were sent to find this out, without those to the identity service. */
  readonly requests: number;
  readonly estimate: Estimate;
}

function microversionsOf(contract: Contract, { description }: Target): ContractPreflight['microversions'] {
  if (contract.microversions === null) return null;
  return contract.service.types.map((type) => description.microversions[type]).find((range) => range !== undefined) ?? null;
}

function contractPreflight(lane: Lane, target: Target, config: RunConfig): ContractPreflight {
  const families = familyReach(lane, config);
  return {
    contract: lane.contract.id, endpoint: lane.endpoint, routes: lane.routes.map(({ version, project }) => `${version}${project ? '/{project}' : ''}`),
    resources: Object.values(lane.resourceIds), callers: lane.callers, sacrificial: lane.sacrificial, maxItems: lane.maxItems, microversions: microversionsOf(lane.contract, target),
    families, requests: families.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/**
 * The findings of the pre-flight of an opened target.
 * @param lanes those that the run will try.
 */
export function preflightOf(target: Target, lanes: readonly Lane[], callers: readonly KnownCaller[], config: RunConfig): Preflight {
  const contracts = lanes.map((lane) => contractPreflight(lane, target, config));
  return {
    name: target.description.name, callers, contracts, notApplicable: target.notApplicable, readOnly: config.readOnly, provisioned: config.provision !== null, requests: target.requests().preflight,
    estimate: estimate(lanes.map(({ resource }, index) => ({ resource, requests: contracts[index]?.requests ?? 0 })), { readMs: target.readMs, ...config }),
  };
}
