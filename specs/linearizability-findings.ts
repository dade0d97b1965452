/** Races judged: each concurrent step's history, minimised offline on itself, as findings. */
import type { Contract, Effect } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import type { Finding } from './judgement.ts';
import type { Anomaly, Diagnosis } from './linearizability/diagnose.ts';
import type { Operation } from './linearizability/history.ts';
import { minimise } from './linearizability/minimise.ts';
import { judgePasses, type Pass } from './linearizability/passes.ts';
import { historiesOf, type StepHistory } from './reading/history-of.ts';
import { show, showKeys } from './invariant-kit.ts';

/** What one history came to. */
export type JudgedHistory =
  | { readonly kind: 'linearizable'; readonly history: StepHistory }
  | { readonly kind: 'unknown'; readonly history: StepHistory; readonly pass: Pass; readonly explored: number }
  | { readonly kind: 'violation'; readonly history: StepHistory; readonly pass: Pass; readonly diagnosis: Diagnosis; readonly operations: readonly Operation[] };

const judgedTraces = new WeakMap<Trace, readonly JudgedHistory[]>();

function judgeHistory(history: StepHistory): JudgedHistory {
  const result = judgePasses(history.operations, [history.initial]);
  switch (result.kind) {
    case 'linearizable': return { kind: 'linearizable', history };
    case 'unknown': return { kind: 'unknown', history, pass: result.pass, explored: result.explored };
    case 'violation': {
      const small = minimise(result.history, [history.initial]);
      if (small === null) return { kind: 'unknown', history, pass: result.pass, explored: result.violation.explored };
      return { kind: 'violation', history, pass: result.pass, diagnosis: small.diagnosis, operations: small.history };
    }
    default: return result satisfies never;
  }
}

/** Judge every concurrent step of a trace; remembered per trace, since several invariants ask. */
export function judgeRaces(trace: Trace, contract: Contract): readonly JudgedHistory[] {
  const known = judgedTraces.get(trace);
  if (known !== undefined) return known;
  const judged = historiesOf(trace, contract).map(judgeHistory);
  judgedTraces.set(trace, judged);
  return judged;
}

/** The effects that raced in a history. */
export function racedEffects(history: StepHistory): readonly Effect[] {
  const effects = history.operations.filter((operation) => operation.kind !== 'read' && operation.kind !== 'read-item').map((operation) => operation.kind as Effect);
  return [...new Set(effects)];
}

function effectOf(operation: Operation | undefined): Effect {
  if (operation === undefined || operation.kind === 'read' || operation.kind === 'read-item') return 'read';
  return operation.kind;
}

const EXPECTED: Readonly<Record<Anomaly, string>> = {
  'mixed-value': 'each key holds a value that some request wrote',
  'empty-window': 'a read during a replace shows the map before it or after it',
  'partial-merge-read': 'a read during a merge shows all of it or nothing',
  'torn-replace': 'one map, whole: that of one replace',
  'lost-update': 'every acknowledged write has left its mark',
  'resurrected-key': 'a removed key stays away',
  'stale-read': 'a read shows every write that was acknowledged before it began',
  'other': 'some order of the requests that explains what was read',
};

/** The finding that a violation amounts to. */
export function raceFinding(judged: Extract<JudgedHistory, { kind: 'violation' }>, contract: Contract): Finding {
  const { diagnosis, operations } = judged;
  const writers = operations.filter(({ id }) => diagnosis.writers.includes(id));
  const effect = effectOf(writers[0] ?? operations.find(({ id }) => id === diagnosis.witness));
  return {
    effect,
    class: `race:${diagnosis.anomaly}`,
    constraint: contract.operations.find((operation) => operation.effect === effect)?.effectConstraint ?? null,
    expected: EXPECTED[diagnosis.anomaly],
    actual: `${diagnosis.anomaly}: no order of the ${operations.length === 1 ? 'request' : `${operations.length} requests`} explains ${witnessText(operations, diagnosis)}`,
    exchanges: [...writers.map(({ id }) => id), ...operations.map(({ id }) => id).filter((id) => !writers.some((writer) => writer.id === id)), judged.history.readBefore],
    statusKind: '2xx',
  };
}

function witnessText(operations: readonly Operation[], diagnosis: Diagnosis): string {
  const witness = operations.find(({ id }) => id === diagnosis.witness);
  if (witness === undefined) return 'what was read';
  if (witness.kind === 'read' && witness.map.size === 0 && diagnosis.keys.length > 0) return `a read without ${showKeys(diagnosis.keys)}`;
  const seen = witness.kind === 'read' ? `a read of ${show(Object.fromEntries(witness.map))}` : witness.kind === 'read-item' ? `a read of ${show(witness.key)} with ${show(witness.value)}` : `the answer to ${witness.kind}`;
  return `${seen}${diagnosis.keys.length > 0 ? ` at ${showKeys(diagnosis.keys)}` : ''}`;
}
