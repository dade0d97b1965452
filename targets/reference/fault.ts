/** Faults: what a server may do wrong, as a change of parts. One file each in `faults/`, its name is its id. */
import type { Contract, ContractId, Effect, Operation } from '../../contracts/contract.ts';
import type { Cloud } from './cloud.ts';
import type { Parts } from './parts.ts';
import { resourceKind } from './services.ts';
import type { Resource } from './store.ts';

/** What a fault's file says. */
export interface FaultDefinition {
  /** One line for people: what this server does wrong. */
  readonly title: string;
  /** Contracts on whose resources it shows; absent: all. Elsewhere the parts stay as they were. */
  readonly contracts?: readonly ContractId[];
  /** Effects it touches; absent: all. */
  readonly effects?: readonly Effect[];
  /** Where such a fault was seen, or `plausible`. */
  readonly cites: string;
  /** Its line in the catalogue of faults: `M01`. */
  readonly catalogue: string;
  /** `tolerated`: odd, but nothing forbids it; no invariant may catch it. */
  readonly kind: 'fault' | 'tolerated';
  /** Shows only in a race or now and then. */
  readonly probabilistic?: boolean;
  /** Profiles under which it is wrong; absent: both. Under the other one the documents leave it open. */
  readonly profiles?: readonly ('de-facto' | 'documented')[];
  /** Ids of the invariants that should catch it. */
  readonly expected: readonly string[];
  /** The parts that differ, made from the ones they replace; called once per cloud, so state may live in its scope. */
  readonly change: (parts: Parts) => Partial<Parts>;
}

/** An injectable fault. */
export interface Fault extends FaultDefinition {
  /** Its file name without ending; never reused. */
  readonly id: string;
}

/** Where a part is called for: as far as that is known there. */
interface Place {
  readonly contracts: readonly Contract[];
  readonly kind: string | null;
  readonly effect: Effect | null;
}

/** What the arguments of a part may be: most have one context that knows it all, these two have more. */
function placeOf(name: keyof Parts, values: readonly unknown[]): Place {
  const context = (values[0] ?? {}) as { readonly cloud?: Cloud; readonly contract?: Contract; readonly operation?: Operation; readonly resource?: Resource };
  const contract = name === 'checkAvailable' ? values[1] as Contract : context.contract;
  const operation = name === 'checkAvailable' ? values[2] as Operation : context.operation;
  const resource = name === 'view' ? values[1] as Resource : context.resource;
  const kind = resource?.kind ?? (contract === undefined ? null : resourceKind(contract));
  return { contracts: context.cloud?.contracts ?? (contract === undefined ? [] : [contract]), kind, effect: operation?.effect ?? null };
}

/**
 * Whether a fault speaks of a place. A part that does not know the place yet (`receive`, `split`, `route`, `decodeKey`) is always spoken of. One
 * resource may be described by several contracts, of which one serves the request: naming any of them is enough.
 */
function concerns(fault: Fault, { contracts, effect, kind }: Place): boolean {
  if (effect !== null && fault.effects !== undefined && !fault.effects.includes(effect)) return false;
  if (kind === null || fault.contracts === undefined) return true;
  return contracts.some((contract) => resourceKind(contract) === kind && fault.contracts!.includes(contract.id));
}

type AnyPart = (this: void, ...values: readonly unknown[]) => unknown;

function scoped(fault: Fault, name: keyof Parts, right: AnyPart, wrong: AnyPart): AnyPart {
  return (...values) => (concerns(fault, placeOf(name, values)) ? wrong(...values) : right(...values));
}

/** The parts with one fault in them. */
export function withFault(parts: Parts, fault: Fault): Parts {
  const changed = Object.entries(fault.change(parts)) as readonly (readonly [keyof Parts, AnyPart])[];
  return { ...parts, ...Object.fromEntries(changed.map(([name, part]) => [name, scoped(fault, name, parts[name] as AnyPart, part)])) };
}

/** The parts with several faults, the first one innermost. */
export function withFaults(parts: Parts, faults: readonly Fault[]): Parts {
  return faults.reduce(withFault, parts);
}
