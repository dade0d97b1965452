/** From the provider states of an interaction to a plan that leads there and to who sends the request: pure, so that what cannot be reached is known before anything is sent. */
import type { Contract } from '../../contracts/contract.ts';
import type { Pairs } from '../../contracts/pact/interaction.ts';
import { absentId } from '../../contracts/pact/draft-interaction.ts';
import { pactStateNames, readPactState, type StateDemand } from '../../contracts/pact/states.ts';
import type { Caller, Entry, Plan } from '../../generators/plan.ts';
import type { Lane } from '../target.ts';
import type { FileState } from './pact-file.ts';

/** How the states are reached, or why they are not. */
export type StatePlan =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly caller: Caller; readonly absent: boolean }
  /** Something the call did not supply. */
  | { readonly kind: 'not-applicable'; readonly reason: string }
  /** The state means nothing to us. */
  | { readonly kind: 'unknown'; readonly reason: string };

const NEEDS: Readonly<Record<string, string>> = {
  stranger: 'needs a token of another project: --stranger-token or --stranger-os-cloud', member: 'needs a token of a user who is no administrator: --token or --os-cloud beside the administrator\'s',
};

function entriesOf(pairs: Pairs): readonly Entry[] {
  return Object.entries(pairs);
}

/** As many items as the target, or else the contract, lets a map hold. */
function fullMap(most: number): readonly Entry[] {
  return Array.from({ length: most }, (_, index): Entry => [`full-${index}`, 'item']);
}

function unknownState(contract: Contract, { name }: FileState): StatePlan {
  return { kind: 'unknown', reason: `the provider state ${JSON.stringify(name)} is not known: say with --pact-states FILE which of ours it means (${pactStateNames(contract).map((each) => JSON.stringify(each)).join(', ')})` };
}

function planOf(lane: Lane, title: string, demands: readonly StateDemand[]): Plan {
  const { contract } = lane;
  const metadata = demands.findLast((demand) => demand.kind === 'metadata')?.metadata ?? {};
  const most = lane.maxItems ?? contract.quota.maxItems ?? 0;
  const entries = demands.some(({ kind }) => kind === 'quota') ? fullMap(most) : entriesOf(metadata);
  const locked = demands.some(({ kind }) => kind === 'locked');
  const permanent = entries.some(([key]) => contract.hazards.permanent.includes(key));
  return {
    contract: contract.id, family: 'history', index: 0, listed: true, title, start: demands.some(({ kind }) => kind === 'absent') ? {} : { subject: entries },
    steps: locked ? [{ op: 'action', slot: 'subject', action: 'lock', undo: false }] : [], hazardous: locked || permanent,
  };
}

/** What stands in the way of a plan on this lane; null: nothing. */
function obstacle(lane: Lane, plan: Plan, caller: Caller, demands: readonly StateDemand[]): string | null {
  const { contract } = lane;
  const asks = (kind: StateDemand['kind']): boolean => demands.some((demand) => demand.kind === kind);
  if (!lane.callers.includes(caller)) return NEEDS[caller] ?? `needs a caller that was not given: ${caller}`;
  if (asks('quota') && (lane.maxItems ?? contract.quota.maxItems) === null) return 'needs a quota, and the target announces none';
  if (asks('locked') && contract.preconditions?.actions.some(({ id }) => id === 'lock') !== true) return `a ${contract.resource.noun} cannot be locked`;
  if (plan.hazardous && !lane.sacrificial) return 'needs a resource that may be disturbed: --sacrificial';
  return null;
}

/** The plan for the states of one interaction on a lane. */
export function statePlan(lane: Lane, title: string, states: readonly FileState[]): StatePlan {
  const read = states.map((state) => [state, readPactState(lane.contract, state.name, state.params)] as const);
  const strange = read.find(([, demand]) => demand === null);
  if (strange !== undefined) return unknownState(lane.contract, strange[0]);
  const demands = read.flatMap(([, demand]) => (demand === null ? [] : [demand]));
  const caller = demands.findLast((demand) => demand.kind === 'caller')?.caller ?? 'owner';
  const plan = planOf(lane, title, demands);
  const reason = obstacle(lane, plan, caller, demands);
  if (reason !== null) return { kind: 'not-applicable', reason };
  return { kind: 'plan', plan, caller, absent: demands.some(({ kind }) => kind === 'absent') };
}

/** What a state tells the verifier to put into the request: the id of the resource. */
export function stateValues(contract: Contract, resourceId: string, state: FileState): Readonly<Record<string, string>> {
  const absent = readPactState(contract, state.name, state.params)?.kind === 'absent';
  return { [contract.resource.parameter]: absent ? absentId(contract) : resourceId };
}
