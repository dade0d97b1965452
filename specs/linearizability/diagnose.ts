/**
 * Names what went wrong, for people. Each name is tried as a hypothesis: were the server to misbehave in just this way (a replace not atomic, a write
 * forgotten), would the history have an order? The first that explains it, from the most telling to the least, is the diagnosis.
 */
import { isObserver, isUnanswered, precedes, relevantOperations } from './history.ts';
import type { History, MapState, Operation } from './history.ts';
import { keysOf, transitionOf } from './model.ts';
import { keysIn, restrictHistory, restrictMap } from './restrict.ts';
import { search } from './search.ts';
import type { SearchOptions, Violation } from './search.ts';

export const ANOMALIES = [
  'mixed-value', 'empty-window', 'partial-merge-read', 'torn-replace', 'lost-update', 'resurrected-key', 'stale-read', 'other',
] as const;

/**
 * `mixed-value`: a value nobody wrote. `empty-window`: a replace was seen after it removed and before it wrote. `partial-merge-read`: part of a
 * merge was seen. `torn-replace`: one map shows parts of two states around a replace. `lost-update`: an acknowledged write left no mark.
 * `resurrected-key`: a removed key is there again. `stale-read`: a read missed a write that others saw. `other`: none of these alone.
 */
export type Anomaly = (typeof ANOMALIES)[number];

export interface Diagnosis {
  readonly anomaly: Anomaly;
  /** The writes it is about: the ones lost, torn, or half seen; for `mixed-value` all that wrote the key. */
  readonly writers: readonly number[];
  /** The operation that saw it. */
  readonly witness: number;
  /** The keys it shows at. */
  readonly keys: readonly string[];
}

interface Scene {
  /** What was called before the witness returned. */
  readonly history: History;
  readonly initial: readonly MapState[];
  readonly witness: Operation;
  readonly keys: ReadonlySet<string>;
  readonly options: SearchOptions;
}

/** Names the anomaly behind a violation that {@link search} found in the same history. */
export function diagnose(history: History, initial: readonly MapState[], violation: Violation, options: SearchOptions = {}): Diagnosis {
  const operations = relevantOperations(history);
  const witness = operations.find(({ id }) => id === violation.at);
  if (witness === undefined) return { anomaly: 'other', writers: [], witness: violation.at, keys: [] };
  const scene = sceneOf(operations, initial, witness, options);
  return mixedValue(scene) ?? tornWrite(scene) ?? lostWrite(scene, operations) ?? staleRead(scene) ?? unexplained(scene);
}

function sceneOf(operations: History, initial: readonly MapState[], witness: Operation, options: SearchOptions): Scene {
  const end = witness.returnedAt ?? Infinity;
  const history = operations.filter((operation) => operation.calledAt <= end && (!isObserver(operation) || (operation.returnedAt ?? Infinity) <= end));
  return { history, initial, witness, keys: keysIn(history, initial), options };
}

function mixedValue({ history, initial, witness, keys }: Scene): Diagnosis | null {
  const observed = observedBy(witness, keys);
  const written = (key: string): (string | null | undefined)[] => [...initial.map((map) => map.get(key)), ...history.map((operation) => writesOf(operation, keys).get(key))];
  const strange = [...observed].flatMap(([key, value]) => (value !== null && !written(key).includes(value) ? [key] : []));
  if (strange.length === 0) return null;
  return { anomaly: 'mixed-value', writers: writersOf(history, new Set(strange), keys), witness: witness.id, keys: strange };
}

/** A write whose parts took effect apart. Each kind is relaxed in turn; the writers are those whose relaxation alone suffices, else all. */
function tornWrite(scene: Scene): Diagnosis | null {
  const replaces = scene.history.filter(({ kind }) => kind === 'replace');
  const merges = scene.history.filter((operation) => operation.kind === 'merge' && operation.entries.size > 1);
  return torn(scene, 'empty-window', replaces, emptiedFirst)
    ?? torn(scene, 'partial-merge-read', merges, (operation) => keyByKey(operation, scene.keys))
    ?? torn(scene, 'torn-replace', replaces, (operation) => keyByKey(operation, scene.keys));
}

function torn(scene: Scene, anomaly: Anomaly, suspects: readonly Operation[], relax: (operation: Operation) => readonly Operation[]): Diagnosis | null {
  if (suspects.length === 0) return null;
  const explains = (some: readonly Operation[]): boolean => hasOrder(scene, scene.history.flatMap((operation) => (some.includes(operation) ? relax(operation) : [operation])));
  if (!explains(suspects)) return null;
  const culprit = suspects.find((suspect) => explains([suspect]));
  const writers = culprit === undefined ? suspects : [culprit];
  return { anomaly, writers: writers.map(({ id }) => id), witness: scene.witness.id, keys: [...new Set(writers.flatMap((writer) => [...keysOf(writer)]))] };
}

/** A replace that first removes everything, and some time later writes. */
function emptiedFirst(operation: Operation): readonly Operation[] {
  return [{ ...withoutAnswer(operation), id: freshId(operation, 0), kind: 'replace', entries: new Map() }, operation];
}

/** A write whose keys are written one by one, at any moments of its interval. */
function keyByKey(operation: Operation, keys: ReadonlySet<string>): readonly Operation[] {
  const { calledAt, returnedAt, outcome } = operation;
  return [...writesOf(operation, keys)].map(([key, value], index): Operation => (
    { id: freshId(operation, index), calledAt, returnedAt, outcome, kind: 'merge', entries: new Map([[key, value]]) }));
}

/** A write that, on one key, might as well not have been, or that was undone; unless somebody saw it thereafter. */
function lostWrite(scene: Scene, whole: History): Diagnosis | null {
  for (const key of scene.keys) {
    const through = throughKey(scene, key);
    const writers = hasOrder(through, through.history) ? null : forgotten(through) ?? undone(through, scene.history);
    const last = writers?.at(-1);
    if (writers === null || last === undefined) continue;
    const value = writesOf(last, through.keys).get(key) ?? null;
    const isSeenLater = whole.some((operation) => !precedes(operation, scene.witness) && observedBy(operation, through.keys).get(key) === value);
    if (value !== null && isSeenLater) continue;
    return { anomaly: value === null ? 'resurrected-key' : 'lost-update', writers: writers.map(({ id }) => id), witness: scene.witness.id, keys: [key] };
  }
  return null;
}

/** A witness that would be right had it looked earlier. */
function staleRead(scene: Scene): Diagnosis | null {
  const { history, witness, keys } = scene;
  if (!isObserver(witness)) return null;
  const earlier = Math.min(...history.map(({ calledAt }) => calledAt)) - 1;
  if (!hasOrder(scene, history.map((operation) => (operation === witness ? { ...witness, calledAt: earlier } : operation)))) return null;
  const seen = observedBy(witness, keys);
  const missed = history.flatMap((operation) => [...writesOf(operation, keys)].filter(([key, value]) => seen.has(key) && seen.get(key) !== value).map(([key]) => ({ operation, key })));
  const last = missed.at(-1)?.operation;
  return {
    anomaly: 'stale-read',
    writers: last === undefined ? [] : [last.id],
    witness: witness.id,
    keys: [...new Set(missed.flatMap(({ operation, key }) => (operation === last ? [key] : [])))],
  };
}

/** The fewest acknowledged writes, as far as dropping them one by one tells, without which there is an order; `null` when that explains nothing. */
function forgotten(scene: Scene): readonly Operation[] | null {
  const [key = ''] = scene.keys;
  const seen = observedBy(scene.witness, scene.keys).get(key);
  const explains = (lost: readonly Operation[]): boolean => hasOrder(scene, scene.history.filter((operation) => !lost.includes(operation)));
  const suspects = acknowledgedWrites(scene).filter((operation) => writesOf(operation, scene.keys).get(key) !== seen);
  if (!explains(suspects)) return null;
  return suspects.reduce((lost, suspect) => {
    const fewer = lost.filter((operation) => operation !== suspect);
    return explains(fewer) ? fewer : lost;
  }, suspects);
}

/** The last write before the witness, when another write that did not end before it may have put back what was there. */
function undone(scene: Scene, whole: History): readonly Operation[] | null {
  const [key = ''] = scene.keys;
  const seen = observedBy(scene.witness, scene.keys).get(key);
  const writer = acknowledgedWrites(scene).findLast((operation) => precedes(operation, scene.witness) && writesOf(operation, scene.keys).get(key) !== seen);
  if (writer === undefined || seen === undefined) return null;
  if (!whole.some((other) => other.id !== writer.id && !isObserver(other) && !precedes(other, writer))) return null;
  const putBack: Operation = { id: freshId(writer, 0), calledAt: writer.calledAt, returnedAt: null, outcome: 'unknown', kind: 'merge', entries: new Map([[key, seen]]) };
  return hasOrder(scene, [...scene.history, putBack]) ? [writer] : null;
}

function acknowledgedWrites({ history, witness }: Scene): readonly Operation[] {
  return history.filter((operation) => operation.id !== witness.id && !isObserver(operation) && !isUnanswered(operation));
}

function unexplained({ history, witness, keys }: Scene): Diagnosis {
  return { anomaly: 'other', writers: writersOf(history, keys, keys), witness: witness.id, keys: [...keys] };
}

function throughKey(scene: Scene, key: string): Scene {
  const keys = new Set([key]);
  return { ...scene, keys, history: restrictHistory(scene.history, keys), initial: scene.initial.map((map) => restrictMap(map, keys)) };
}

function hasOrder({ initial, options }: Scene, history: History): boolean {
  return search(history, initial, options).kind === 'linearizable';
}

function writersOf(history: History, of: ReadonlySet<string>, keys: ReadonlySet<string>): number[] {
  return history.filter((operation) => !new Set(writesOf(operation, keys).keys()).isDisjointFrom(of)).map(({ id }) => id);
}

function writesOf(operation: Operation, keys: ReadonlySet<string>): ReadonlyMap<string, string | null> {
  return transitionOf(operation, keys).writes;
}

/** What an operation saw, before or after its own effect. */
function observedBy(operation: Operation, keys: ReadonlySet<string>): ReadonlyMap<string, string | null> {
  const { requires, ensures } = transitionOf(operation, keys);
  return new Map([...requires, ...ensures]);
}

function withoutAnswer({ id, calledAt, returnedAt, outcome }: Operation): Omit<Operation, 'kind'> {
  return { id, calledAt, returnedAt, outcome };
}

/** An id no operation has: ids of parts are fractions between those of the history, which are whole. */
function freshId({ id }: Operation, part: number): number {
  return id + (part + 1) / 1024;
}
