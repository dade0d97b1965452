/** The provider states of the pacts, and how they are read back: one table for both, so that they cannot part. */
import type { Contract } from '../contract.ts';
import type { Json, Pairs } from './interaction.ts';

/** Who sends the request, where it is not somebody who may. */
export type PactCaller = 'nobody' | 'bad-token' | 'stranger' | 'member';

/** A provider state as it stands in a pact. */
export interface PactState {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** What a state asks of a target: a closed union. */
export type StateDemand =
  | { readonly kind: 'metadata'; readonly metadata: Pairs }
  | { readonly kind: 'quota' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'caller'; readonly caller: PactCaller };

const CALLERS: Readonly<Record<PactCaller, string>> = {
  nobody: 'a caller without a token', 'bad-token': 'a caller with a token that is not valid', stranger: 'a caller of another project', member: 'a caller who is no administrator',
};

/** A word with its article. */
export function an(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** The provider state that asks for something of a contract's resources. */
export function pactState(contract: Contract, demand: StateDemand): PactState {
  const { noun } = contract.resource;
  switch (demand.kind) {
    case 'metadata': return { name: `${an(noun)} with metadata`, parameters: { metadata: demand.metadata } };
    case 'quota': return { name: `${an(noun)} at its quota`, parameters: {} };
    case 'absent': return { name: `no such ${noun}`, parameters: {} };
    case 'locked': return { name: `a locked ${noun}`, parameters: {} };
    case 'caller': return { name: CALLERS[demand.caller], parameters: {} };
  }
}

/** The names of all states that can be asked for on a contract's resources. */
export function pactStateNames(contract: Contract): readonly string[] {
  const demands: readonly StateDemand[] = [{ kind: 'metadata', metadata: {} }, { kind: 'quota' }, { kind: 'absent' }, { kind: 'locked' }];
  return [...demands.map((demand) => pactState(contract, demand).name), ...Object.values(CALLERS)];
}

function pairsOf(value: unknown): Pairs | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Pairs : null;
}

/** What a state of a pact asks for; null when it is none of ours, or its parameters are not as they should be. */
export function readPactState(contract: Contract, name: string, parameters: Readonly<Record<string, unknown>>): StateDemand | null {
  const metadata = pairsOf(parameters['metadata'] ?? {});
  const callers = (Object.keys(CALLERS) as PactCaller[]).map((caller): StateDemand => ({ kind: 'caller', caller }));
  const demands: readonly StateDemand[] = [...(metadata === null ? [] : [{ kind: 'metadata', metadata } as const]), { kind: 'quota' }, { kind: 'absent' }, { kind: 'locked' }, ...callers];
  return demands.find((demand) => pactState(contract, demand).name === name) ?? null;
}
