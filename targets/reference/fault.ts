/** Faults: what a server may do wrong, as a change of parts. One file each in `faults/`, its name is its id. */
import type { Contract, ContractId, Effect, Operation } from '../../contracts/contract.ts';
import type { Cloud } from './cloud.ts';
import type { Parts } from './parts.ts';
import { resourceKind } from './services.ts';

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

/** What a part's context may tell of where the request goes. */
interface Place {
  readonly cloud?: Cloud;
  readonly contract?: Contract;
  readonly operation?: Operation;
}

/** Whether a fault speaks of a place; a part that does not know the place yet is always spoken of. */
function concerns(fault: Fault, { cloud, contract, operation }: Place): boolean {
  if (operation !== undefined && fault.effects !== undefined && !fault.effects.includes(operation.effect)) return false;
  if (contract === undefined || fault.contracts === undefined) return true;
  // One resource may be spoken of by several contracts, of which one serves the request.
  const sharers = (cloud?.contracts ?? [contract]).filter((other) => resourceKind(other) === resourceKind(contract));
  return sharers.some((other) => fault.contracts!.includes(other.id));
}

type AnyPart = (this: void, ...values: readonly unknown[]) => unknown;

function scoped(fault: Fault, right: AnyPart, wrong: AnyPart): AnyPart {
  return (...values) => (concerns(fault, (values[0] ?? {})) ? wrong(...values) : right(...values));
}

/** The parts with one fault in them. */
export function withFault(parts: Parts, fault: Fault): Parts {
  const changed = Object.entries(fault.change(parts)).map(([name, part]) => [name, scoped(fault, parts[name as keyof Parts] as AnyPart, part as AnyPart)] as const);
  return { ...parts, ...Object.fromEntries(changed) };
}

/** The parts with several faults, the first one innermost. */
export function withFaults(parts: Parts, faults: readonly Fault[]): Parts {
  return faults.reduce(withFault, parts);
}
