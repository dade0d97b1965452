/** Random histories for our own tests and measurements, recorded from a simulated server that is correct or broken in one known way. The product never imports it. */
import fc from 'fast-check';
import type { Action, Entries, MapState, Operation } from './history.ts';

/** How the simulated server is broken; `none`: every operation acts at one instant inside its interval. */
export const DEFECTS = ['none', 'lost-update', 'torn-replace', 'resurrected-key', 'dirty-read', 'stale-read'] as const;
export type Defect = (typeof DEFECTS)[number];

/** One call as the client intends it. */
export interface Intent {
  readonly kind: Action['kind'];
  readonly key: string;
  readonly value: string;
  readonly entries: Entries;
  readonly calledAt: number;
  readonly duration: number;
  /** Two fractions of the interval, and an order for simultaneous effects. */
  readonly early: number;
  readonly late: number;
  readonly fate: 'answered' | 'lost-applied' | 'lost-late' | 'lost-never' | 'refused';
  /** Whether the answer carries the whole map. */
  readonly answers: boolean;
}

/** A recorded history with what it began from and what recorded it. */
export interface SimulatedHistory {
  readonly initial: MapState;
  readonly operations: readonly Operation[];
  readonly defect: Defect;
}

/** Plays intents against a simulated server with one defect; the history it records. */
export function simulate(initial: MapState, intents: readonly Intent[], defect: Defect): SimulatedHistory {
  const server = { map: new Map(initial), past: [new Map(initial)] };
  const calls = intents.map((intent, id) => callOf(intent, id, defect, server));
  const moments = calls.flatMap(({ moments }) => moments).toSorted((a, b) => a.at - b.at);
  for (const { act } of moments) {
    act();
    server.past.push(new Map(server.map));
  }
  return { initial, defect, operations: calls.map(({ finish }) => finish()) };
}

interface Server {
  map: Map<string, string>;
  readonly past: Map<string, string>[];
}

interface Moment {
  readonly at: number;
  readonly act: () => void;
}

interface Call {
  readonly moments: readonly Moment[];
  readonly finish: () => Operation;
}

function callOf(intent: Intent, id: number, defect: Defect, server: Server): Call {
  const { kind, calledAt, duration, early, late, fate } = intent;
  const at = [early, late].toSorted((a, b) => a - b).map((fraction) => calledAt + fraction * duration);
  const [first = calledAt, second = calledAt] = at;
  const isRead = kind === 'read' || kind === 'read-item';
  const seen: { map: MapState; answer: MapState } = { map: new Map(), answer: new Map() };
  const base = { id, calledAt, returnedAt: fate.startsWith('lost') ? null : calledAt + duration };
  const outcome = fate === 'refused' ? 'refused' as const : fate === 'answered' ? 'acknowledged' as const : 'unknown' as const;
  const finish = (): Operation => ({ ...base, outcome, ...(intent.answers && !isRead && outcome === 'acknowledged' ? { answer: seen.answer } : {}), ...actionOf(intent, seen.map) });
  const look = (): void => { seen.map = new Map(server.map); };
  const write = (): void => { server.map = effect(intent, server.map); seen.answer = new Map(server.map); };
  if (isRead) {
    const stale = (): void => { seen.map = server.past.at(-2 - (id % 2)) ?? new Map(server.map); };
    return { moments: [{ at: first, act: defect === 'stale-read' ? stale : look }], finish };
  }
  if (fate === 'refused' || fate === 'lost-never') return { moments: [], finish };
  if (fate === 'lost-late') return { moments: [{ at: second + 5, act: write }], finish };
  return { moments: brokenWrite(intent, defect, server, { first, second, look, write, answered: (map) => { seen.answer = new Map(map); } }), finish };
}

interface WriteMoments {
  readonly first: number;
  readonly second: number;
  readonly look: () => void;
  readonly write: () => void;
  readonly answered: (map: MapState) => void;
}

function brokenWrite(intent: Intent, defect: Defect, server: Server, { first, second, look, write, answered }: WriteMoments): Moment[] {
  let before = new Map<string, string>();
  const remember = (): void => { look(); before = new Map(server.map); };
  const overwrite = (): void => { server.map = effect(intent, before); answered(server.map); };
  const atOnce = [{ at: first, act: () => { look(); write(); } }];
  switch (defect) {
    case 'none':
    case 'stale-read': return atOnce;
    case 'lost-update': return [{ at: first, act: remember }, { at: second, act: overwrite }];
    case 'torn-replace': return intent.kind !== 'replace' ? atOnce
      : [{ at: first, act: () => { server.map.clear(); } }, { at: second, act: () => { server.map = effect({ ...intent, kind: 'merge' }, server.map); answered(server.map); } }];
    case 'resurrected-key': return intent.kind !== 'remove' ? atOnce
      : [{ at: first, act: () => { remember(); write(); } }, { at: second, act: () => { for (const [key, value] of before) server.map.set(key, value); } }];
    case 'dirty-read': return intent.kind !== 'merge' ? atOnce
      : [...intent.entries].map(([key, value], index) => ({ at: index === 0 ? first : second, act: () => { server.map = effect({ ...intent, entries: new Map([[key, value]]) }, server.map); answered(server.map); } }));
  }
}

function effect(intent: Intent, map: MapState): Map<string, string> {
  const next = new Map(intent.kind === 'replace' ? [] : map);
  const writes: Entries = intent.kind === 'upsert' ? new Map([[intent.key, intent.value]]) : intent.kind === 'remove' ? new Map([[intent.key, null]]) : intent.entries;
  for (const [key, value] of writes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

function actionOf({ kind, key, value, entries, fate }: Intent, seen: MapState): Action {
  switch (kind) {
    case 'merge':
    case 'replace': return { kind, entries };
    case 'upsert': return { kind, key, value };
    case 'remove': return { kind, key, found: fate === 'answered' ? seen.has(key) : null };
    case 'read': return { kind, map: seen };
    case 'read-item': return { kind, key, value: seen.get(key) ?? null };
  }
}

/** Called after everything answered has returned; a write that was lost may still be on its way. */
export const FINAL_READ: Intent = {
  kind: 'read', key: '', value: '', entries: new Map(), calledAt: 20, duration: 0, early: 0, late: 0, fate: 'answered', answers: false,
};

const KEYS = ['a', 'b', 'c'];
const VALUES = ['1', '2', '3'];

/** Intents of up to `maxOperations` operations whose calls fall in `span` ticks. */
export function arbitraryIntents(maxOperations: number, span: number): fc.Arbitrary<Intent[]> {
  const fraction = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
  const intent = fc.record({
    kind: fc.constantFrom<Action['kind'][]>('merge', 'merge', 'replace', 'upsert', 'remove', 'read', 'read', 'read-item'),
    key: fc.constantFrom(...KEYS),
    value: fc.constantFrom(...VALUES),
    entries: arbitraryEntries(),
    calledAt: fc.integer({ min: 0, max: span }),
    duration: fc.integer({ min: 0, max: 5 }),
    early: fraction,
    late: fraction,
    fate: fc.oneof({ weight: 16, arbitrary: fc.constant('answered' as const) }, fc.constantFrom('lost-applied' as const, 'lost-late' as const, 'lost-never' as const, 'refused' as const)),
    answers: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  });
  return fc.array(intent, { minLength: Math.ceil(maxOperations / 2), maxLength: maxOperations, size: 'max' });
}

/** Histories of correct and broken servers, as many of each, dense and sparse; most end in a read of the whole map. */
export function arbitraryHistory(maxOperations: number): fc.Arbitrary<SimulatedHistory> {
  return fc.record({
    initial: arbitraryMap(),
    intents: fc.oneof({ weight: 3, arbitrary: arbitraryIntents(maxOperations - 1, 3) }, arbitraryIntents(maxOperations - 1, 12)),
    defect: fc.constantFrom(...DEFECTS),
    isRead: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  }).map(({ initial, intents, defect, isRead }) => {
    const focused = intents.map((intent) => (intent.kind === 'upsert' ? { ...intent, kind: FOCUS[defect] } : intent));
    return simulate(initial, isRead ? [...focused, FINAL_READ] : focused, defect);
  });
}

/** What upserts become, so that a defect of one effect meets enough of it. */
const FOCUS: Readonly<Record<Defect, Action['kind']>> = {
  none: 'upsert', 'lost-update': 'upsert', 'torn-replace': 'replace', 'resurrected-key': 'upsert', 'dirty-read': 'merge', 'stale-read': 'upsert',
};

/** Times intents anew: `clients` send without pause, each its next call one tick after its last answer. */
export function inLanes(intents: readonly Intent[], clients: number): Intent[] {
  const freeAt = Array.from({ length: clients }, (_, client) => client / clients);
  return intents.map((intent, index) => {
    const calledAt = freeAt[index % clients] ?? 0;
    const duration = intent.duration + 1;
    freeAt[index % clients] = calledAt + duration + 1;
    return { ...intent, calledAt, duration };
  });
}

function arbitraryMap(): fc.Arbitrary<MapState> {
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)), { selector: ([key]) => key, maxLength: 3 }).map((pairs) => new Map(pairs));
}

function arbitraryEntries(): fc.Arbitrary<Entries> {
  const value = fc.oneof({ weight: 5, arbitrary: fc.constantFrom<(string | null)[]>(...VALUES) }, fc.constant(null));
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), value), { selector: ([key]) => key, minLength: 1, maxLength: 3 })
    .map((pairs) => new Map(pairs));
}
