/** The race behind a finding: the requests that ran side by side, and which of them no order explains. A pure function of the trace. */
import type { Contract } from '../contracts/contract.ts';
import { judgeRaces, raceFinding, type JudgedHistory } from '../specs/linearizability-findings.ts';
import type { Anomaly, Diagnosis } from '../specs/linearizability/diagnose.ts';
import type { Operation } from '../specs/linearizability/history.ts';
import { historiesOf, type StepHistory } from '../specs/reading/history-of.ts';
import type { Trace } from '../targets/trace.ts';
import { clipped } from './printable.ts';

/**
 * The part of a request in a race. `culprit`: the write that is lost, torn or half seen. `witness`: what was seen and fits no order. `involved`: needed to show it.
 * `beside`: ran at the same time and says nothing on it.
 */
export const PARTS = ['culprit', 'witness', 'involved', 'beside'] as const;
export type Part = (typeof PARTS)[number];

/** One request of a race; its times stand with the exchange. */
export interface RaceCall {
  readonly exchange: number;
  /** The branch it ran in; null: before or after the branches. */
  readonly branch: number | null;
  readonly part: Part;
  /** What it asked or saw, cut to the keys that matter. */
  readonly text: string;
  /** `unknown`: nobody can tell whether it took effect. */
  readonly outcome: Operation['outcome'];
}

export interface ReportRace {
  /** What went wrong; null where the finding is not about an order. */
  readonly anomaly: Anomaly | null;
  readonly keys: readonly string[];
  /** The map before in words, cut to the keys that matter. */
  readonly before: string;
  readonly calls: readonly RaceCall[];
}

const MAX_TEXT = 160;

type Violation = Extract<JudgedHistory, { kind: 'violation' }>;

function pairText([key, value]: readonly [string, string | null]): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}

/** A map in words: the keys that matter, there or not, and how many others; all of it where nothing is known to matter. */
function mapText(map: ReadonlyMap<string, string | null>, keys: readonly string[]): string {
  if (keys.length === 0) return entriesText(map, keys);
  const there = [...map].filter(([key]) => keys.includes(key)).map(pairText);
  const gone = keys.filter((key) => !map.has(key)).map((key) => `no ${JSON.stringify(key)}`);
  const others = map.size - there.length;
  const among = others === 0 ? (map.size === 0 ? ['nothing at all'] : []) : [`${others} other ${others === 1 ? 'key' : 'keys'}`];
  return clipped([...there, ...gone, ...among].join(', '), MAX_TEXT);
}

/** Pairs, first those that matter. */
function entriesText(entries: ReadonlyMap<string, string | null>, keys: readonly string[]): string {
  if (entries.size === 0) return '{}';
  const first = [...entries].toSorted(([a], [b]) => Number(keys.includes(b)) - Number(keys.includes(a)));
  return clipped(`{ ${first.map(pairText).join(', ')} }`, MAX_TEXT);
}

function textOf(operation: Operation, keys: readonly string[]): string {
  switch (operation.kind) {
    case 'merge': case 'replace': return `${operation.kind} ${entriesText(operation.entries, keys)}`;
    case 'upsert': return clipped(`upsert ${pairText([operation.key, operation.value])}`, MAX_TEXT);
    case 'remove': return clipped(`remove ${JSON.stringify(operation.key)}${operation.found === false ? ': not there' : ''}`, MAX_TEXT);
    case 'read': return `sees ${mapText(operation.map, keys)}`;
    case 'read-item': return clipped(`sees ${operation.value === null ? `no ${JSON.stringify(operation.key)}` : pairText([operation.key, operation.value])}`, MAX_TEXT);
    default: return operation satisfies never;
  }
}

function partOf(id: number, diagnosis: Diagnosis | null, minimal: readonly Operation[], proof: readonly number[]): Part {
  if (diagnosis === null) return proof.includes(id) ? 'involved' : 'beside';
  if (diagnosis.witness === id) return 'witness';
  if (diagnosis.writers.includes(id)) return 'culprit';
  return minimal.some((operation) => operation.id === id) ? 'involved' : 'beside';
}

function raceIn(trace: Trace, history: StepHistory, violation: Violation | null, proof: readonly number[]): ReportRace {
  const diagnosis = violation?.diagnosis ?? null;
  const keys = diagnosis?.keys ?? [];
  const branches = new Map(trace.exchanges.map(({ id, branch }) => [id, branch ?? null]));
  return {
    anomaly: diagnosis?.anomaly ?? null,
    keys,
    before: mapText(history.initial, keys),
    calls: history.operations.map((operation) => ({
      exchange: operation.id, branch: branches.get(operation.id) ?? null, part: partOf(operation.id, diagnosis, violation?.operations ?? [], proof), text: textOf(operation, keys), outcome: operation.outcome,
    })),
  };
}

function isAbout(violation: Violation, contract: Contract, proof: readonly number[]): boolean {
  return raceFinding(violation, contract).exchanges.join() === proof.join();
}

/**
 * The race that a finding is about; null when its offending request ran alone.
 * @param proof ids of the exchanges that prove the finding, the offending one first.
 */
export function raceOf(trace: Trace, contract: Contract, proof: readonly number[]): ReportRace | null {
  const violation = judgeRaces(trace, contract).find((judged): judged is Violation => judged.kind === 'violation' && isAbout(judged, contract, proof));
  if (violation !== undefined) return raceIn(trace, violation.history, violation, proof);
  const offending = trace.exchanges.find(({ id }) => id === proof[0]);
  if (offending?.branch === undefined) return null;
  const history = historiesOf(trace, contract).find(({ operations }) => operations.some(({ id }) => id === offending.id));
  return history === undefined ? null : raceIn(trace, history, null, proof);
}
