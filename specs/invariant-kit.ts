/** What invariants are built with: definition, findings, and the cells they need. */
import type { Contract, Effect, JsonPointer, Operation } from '../contracts/contract.ts';
import { codePoints } from '../generators/classes.ts';
import type { Trace } from '../targets/trace.ts';
import { NOTHING_LEARNT, type Cell, type Finding, type Invariant, type Judgement, type Learnt } from './judgement.ts';
import { cell } from './reading/seen-classes.ts';
import { readTrace, statusKind, type Seen, type SeenMap, type TraceReading } from './reading/trace-reading.ts';

/** What an invariant's own judging gets: the trace as read. */
export interface Trial {
  readonly trace: Trace;
  readonly contract: Contract;
  readonly reading: TraceReading;
  /** What other traces teach about the resource. */
  readonly learnt: Learnt;
  /** Note that these cells were exercised. */
  readonly exercise: (effect: Effect, classes: readonly string[]) => void;
  /** Note a finding. */
  readonly find: (finding: Finding) => void;
  /** Note what could not be decided. */
  readonly undecided: (why: string) => void;
}

/** An invariant as its file states it; the id is the file's name. */
export type InvariantDefinition = Omit<Invariant, 'judge'> & { readonly judge: (trial: Trial) => void };

/** Make an invariant of its definition: collects cells and findings, one finding per effect, class and kind of status. */
export function defineInvariant(definition: InvariantDefinition): Invariant {
  return {
    ...definition,
    judge: (trace, contract, learnt = NOTHING_LEARNT) => collect(definition, trace, contract, learnt),
  };
}

function collect(definition: InvariantDefinition, trace: Trace, contract: Contract, learnt: Learnt): Judgement {
  const exercised = new Set<Cell>();
  const findings = new Map<string, Finding>();
  const undecided: string[] = [];
  definition.judge({
    trace,
    contract,
    learnt,
    reading: readTrace(trace, contract),
    exercise: (effect, classes) => {
      for (const cls of classes) exercised.add(cell(effect, cls));
    },
    find: (finding) => {
      const key = JSON.stringify([finding.effect, finding.class, finding.statusKind]);
      if (!findings.has(key)) findings.set(key, finding);
    },
    undecided: (why) => undecided.push(why),
  });
  return { exercised: [...exercised], findings: [...findings.values()], undecided };
}

/** The operations of a contract with an effect. */
export function operationsWith(contract: Contract, effect: Effect): readonly Operation[] {
  return contract.operations.filter((operation) => operation.effect === effect);
}

/** Whether a contract has an effect at all. */
export function offers(contract: Contract, effect: Effect): boolean {
  return operationsWith(contract, effect).length > 0;
}

/** The effects of a contract that write. */
export function writeEffects(contract: Contract): readonly Exclude<Effect, 'read'>[] {
  return (['merge', 'replace', 'upsert', 'remove'] as const).filter((effect) => offers(contract, effect));
}

/** The constraints that give a contract's effects their meaning. */
export function effectConstraints(contract: Contract, effects: readonly Effect[]): readonly JsonPointer[] {
  return effects.flatMap((effect) => operationsWith(contract, effect).map((operation) => operation.effectConstraint));
}

/** A finding about one request. */
export function findingAt(seen: Seen, parts: Omit<Finding, 'effect' | 'statusKind' | 'exchanges'> & { readonly exchanges?: readonly number[] }): Finding {
  return { ...parts, effect: seen.ask.effect, statusKind: statusKind(seen.exchange), exchanges: [seen.exchange.id, ...(parts.exchanges ?? [])] };
}

/** The exchanges that bear out what a state says of some keys: the read, and the writes from which the rest follows. */
export function provenBy(state: SeenMap, keys: readonly string[]): readonly number[] {
  return [...new Set([state.exchange, ...keys.flatMap((key) => state.inferred?.get(key) ?? [])])];
}

/** Text of a value for people, short. A string that is cut is told with its own length, as limits count it: in code points, without quotes and escapes. */
export function show(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  const points = [...text];
  if (points.length <= 80) return text;
  return `${points.slice(0, 60).join('')}… (${typeof value === 'string' ? `${codePoints(value)} code points` : `${points.length} characters of JSON`})`;
}

/** A few keys for people, and how many more. */
export function showKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 3).map((key) => show(key)).join(', ');
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}
