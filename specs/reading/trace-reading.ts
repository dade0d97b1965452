/**
 * A trace read for judging: each exchange with what it asked for, what came of it, and the stored map as it was *observed* before and after. Invariants work
 * on this and nothing else. Concurrent steps are read apart, by the linearizability search.
 */
import type { Contract, Operation } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import type { JsonValue, Slot } from '../../generators/plan.ts';
import type { Exchange, Trace } from '../../targets/trace.ts';
import { foreignKeysAt, mapAt, readBody, type ReadBody } from './body.ts';
import { isFollowable, modelledState, resolveChain } from './chain.ts';
import { sameMap, type StoredMap } from './effect.ts';
import { foreignCounts } from './foreign-counts.ts';
import { readRequest, type Ask, type Flaw } from './request.ts';
import { isStateAction, isWritableState, stateAfter, stateFlaws, type ResourceState } from './resource-state.ts';
import { sizeFlaws, twinFlaws } from './quota.ts';

/** What came of a request. `accepted` 2xx, `refused` 4xx, `crashed` 5xx; `unanswered`: nobody can tell, or it was never really tried. */
export type Outcome = 'accepted' | 'refused' | 'crashed' | 'unanswered';

/** The stored map as some read showed it, or as it follows from such a read and the writes beside it. */
export interface SeenMap {
  readonly map: StoredMap;
  readonly foreignKeys: number;
  /** The read. */
  readonly exchange: number;
  /** Keys that `exchange` does not bear out, be they in the map or not, each with the exchange that their state follows from; absent: none, the read showed it all. */
  readonly inferred?: ReadonlyMap<string, number>;
}

/** One exchange, read. */
export interface Seen {
  readonly exchange: Exchange;
  readonly ask: Ask;
  /** All that the contract does not promise to accept, state and quota included. */
  readonly flaws: readonly Flaw[];
  readonly outcome: Outcome;
  readonly body: ReadBody;
  /** The map in the answer at the operation's place; null when there is none. */
  readonly answered: StoredMap | null;
  /** The map of the addressed slot as last read before, with no write of ours between; null when it is not known. */
  readonly before: SeenMap | null;
  /** The map of the addressed slot as first read after; null when it was not read. */
  readonly after: SeenMap | null;
  /** A second look at the same state, made because the first surprised the recorder; null when there was none. */
  readonly settled: SeenMap | null;
  /** True inside a concurrent step: before and after are then not its own. */
  readonly concurrent: boolean;
}

export interface TraceReading {
  readonly seen: readonly Seen[];
  /** Requests that meant to change something, in order. */
  readonly writes: readonly Seen[];
  /** Reads by the plan or the recorder. */
  readonly reads: readonly Seen[];
}

/** Whether a request is one the contract obliges the server to accept. */
export function mustAccept(seen: Seen): boolean {
  return seen.flaws.length === 0 && seen.ask.operation !== null;
}

/** Whether a request is one the server must refuse. */
export function mustRefuse(seen: Seen): boolean {
  return seen.flaws.some((flaw) => flaw.beyond === 'reject');
}

/** Whether the request meant to change the map: any that is not a read. */
export function isWrite(seen: { readonly ask: Ask }): boolean {
  return seen.ask.effect !== 'read';
}

/** Kind of status of an answer, as findings have it. */
export function statusKind(exchange: Exchange): string {
  return exchange.response === null ? 'none' : `${Math.floor(exchange.response.status / 100)}xx`;
}

function outcomeOf(exchange: Exchange): Outcome {
  if (exchange.response === null || exchange.trouble !== null) return 'unanswered';
  const { status } = exchange.response;
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 400 && status < 500) return 'refused';
  return status >= 500 ? 'crashed' : 'unanswered';
}

function answeredMap(body: ReadBody, operation: Operation | null): StoredMap | null {
  return body.kind !== 'json' || operation?.responseMap == null ? null : mapAt(body.value, operation.responseMap);
}

/** A read of the whole map that the recorder or the start made: what counts as the observed state. */
function seenState(exchange: Exchange, ask: Ask, body: ReadBody, outcome: Outcome): SeenMap | null {
  const { operation } = ask;
  if (operation === null || operation.effect !== 'read' || operation.on !== 'map' || outcome !== 'accepted' || operation.responseMap === null) return null;
  if (exchange.caller !== 'owner' && exchange.caller !== 'admin') return null;
  if (body.kind !== 'json') return null;
  const map = mapAt(body.value, operation.responseMap);
  return map === null ? null : { map, foreignKeys: foreignKeysAt(body.value, operation.responseMap), exchange: exchange.id };
}

/** A look at the resource made after a refusal that shows it busy, or in a state that takes no writes: the refusal was no word on the request. */
function showsBusy(draft: WriteDraft, { preconditions }: Contract): boolean {
  if (preconditions === null || draft.exchange.role !== 'recover' || draft.ask.operation?.on !== 'resource' || draft.body.kind !== 'json') return false;
  const task = preconditions.busy === null ? null : resolvePointer(draft.body.value, preconditions.busy);
  const state = resolvePointer(draft.body.value, preconditions.pointer);
  return (task !== null && task !== undefined) || (typeof state === 'string' && !isWritableState(state, preconditions.writable));
}

/** A refusal was the resource's own business too where the same request was accepted when it was sent again. */
function isAcceptedRepeat({ exchange, ask, outcome }: WriteDraft): boolean {
  return exchange.role !== 'step' && outcome === 'accepted' && isWrite({ ask });
}

function isSameRequest(one: Exchange, other: Exchange): boolean {
  return one.stepIndex === other.stepIndex && one.request.method === other.request.method && one.request.path === other.request.path;
}

function isRepetition(one: Exchange, other: Exchange): boolean {
  return isSameRequest(one, other) && JSON.stringify(one.request.body) === JSON.stringify(other.request.body);
}

/** Only those whose status speaks of a state: what shares the look was refused for reasons of its own. */
function excuseRefusals(memory: SlotMemory, contract: Contract, isMeant: (draft: WriteDraft) => boolean): void {
  const speaking = contract.rejections.state?.statuses ?? [];
  for (const draft of [...memory.chain, ...memory.lastShown]) {
    if (draft.outcome !== 'refused' || !isWrite(draft) || !isMeant(draft) || !speaking.includes(draft.exchange.response?.status ?? 0)) continue;
    draft.flaws = [...draft.flaws, { constraint: contract.preconditions?.constraint ?? null, beyond: 'either', rejection: 'state', class: null }];
  }
}

/** A {@link Seen} whose after-state is still to be read; the one before may yet be corrected by that read. */
export interface WriteDraft extends Omit<Seen, 'before' | 'after' | 'settled' | 'flaws'> {
  flaws: readonly Flaw[];
  before: SeenMap | null;
  after: SeenMap | null;
  settled: SeenMap | null;
}

interface SlotMemory {
  /** The map as last read, while nothing has happened to it since. */
  known: SeenMap | null;
  /** The map as it should be after the writes since then; null when the model cannot say. */
  expected: SeenMap | null;
  /** Writes since the last read that the model can follow. */
  chain: WriteDraft[];
  /** A write behind them of which nobody knows whether it was done; null: none. The next read decides: where it shows what they left, it was not. */
  doubtful: WriteDraft | null;
  /** Reads of items and of the resource since the last read of the map. */
  looks: WriteDraft[];
  /** The requests whose after-state the last read gave. */
  lastShown: WriteDraft[];
  state: ResourceState;
  largest: number;
  /** The most foreign keys that the slot is known to have had. */
  readonly mostForeign: number;
}

/** What is remembered while a trace is read. */
interface Memory {
  readonly slots: Map<Slot, SlotMemory>;
  readonly foreign: ReturnType<typeof foreignCounts>;
}

function memoryOf({ slots, foreign }: Memory, slot: Slot): SlotMemory {
  const known = slots.get(slot);
  if (known !== undefined) return known;
  const fresh: SlotMemory = { known: null, expected: null, chain: [], doubtful: null, looks: [], lastShown: [], state: { kind: 'writable' }, largest: 0, mostForeign: foreign.get(slot) ?? 0 };
  slots.set(slot, fresh);
  return fresh;
}

function showsExpected(state: SeenMap, expected: SeenMap | null): boolean {
  return expected !== null && sameMap(state.map, expected.map) && state.foreignKeys === expected.foreignKeys;
}

function noteState(memory: SlotMemory, state: SeenMap, role: Exchange['role']): void {
  if (role === 'settle') for (const draft of memory.lastShown) draft.settled = state;
  if (memory.doubtful !== null) {
    memory.doubtful.after = state;
    if (!showsExpected(state, memory.expected)) [memory.chain, memory.looks] = [[], []];
    memory.lastShown = [memory.doubtful];
    memory.doubtful = null;
  }
  if (memory.chain.length + memory.looks.length > 0) {
    resolveChain(memory.chain, state, memory.expected?.map ?? state.map);
    for (const look of memory.looks) look.after = state;
    memory.lastShown = [...memory.chain, ...memory.looks];
  }
  [memory.chain, memory.looks] = [[], []];
  memory.known = state;
  memory.expected = state;
  memory.largest = Math.max(memory.largest, state.map.size + state.foreignKeys);
}

/** What a write leaves open: until the map is read, only the model knows it, and a read between two writes can no longer tell what the first did. */
function noteWrite(memory: SlotMemory, draft: WriteDraft): void {
  if (draft.outcome !== 'refused') memory.looks = [];
  const { expected } = memory;
  if (!draft.concurrent && draft.outcome === 'unanswered' && expected !== null && memory.doubtful === null && memory.chain.length > 0) {
    memory.doubtful = draft;
    memory.known = null;
    return;
  }
  // Behind another write than its own repetition, one of which nobody knows whether it was done leaves the map unknown.
  const follows = memory.doubtful === null || isRepetition(memory.doubtful.exchange, draft.exchange);
  memory.doubtful = null;
  if (draft.concurrent || expected === null || !isFollowable(draft) || !follows) {
    memory.chain = draft.concurrent ? [] : [draft];
    [memory.known, memory.expected] = [null, null];
    return;
  }
  memory.chain = [...memory.chain, draft];
  if (draft.outcome === 'refused') return;
  memory.known = null;
  memory.expected = modelledState(expected, draft);
}

function readExchange(exchange: Exchange, trace: Trace, contract: Contract, memories: Memory): WriteDraft {
  const ask = readRequest(exchange, trace, contract);
  const memory = memoryOf(memories, ask.slot ?? exchange.slot);
  const body = readBody(exchange.response?.body ?? null);
  const outcome = outcomeOf(exchange);
  const write = isWrite({ ask });
  const before = !write ? memory.known : memory.doubtful === null ? memory.expected : null;
  const sizes = { largestSeen: memory.largest, mostForeign: memory.mostForeign };
  const flaws = write && ask.operation !== null ? [...ask.flaws, ...stateFlaws(memory.state, contract), ...sizeFlaws(ask, before, sizes, trace, contract), ...twinFlaws(ask, before, contract)] : ask.flaws;
  const draft: WriteDraft = {
    exchange, ask, flaws, outcome, body, answered: answeredMap(body, ask.operation), before, after: null, settled: null, concurrent: exchange.branch !== undefined,
  };
  if (showsBusy(draft, contract)) excuseRefusals(memory, contract, () => true);
  if (isAcceptedRepeat(draft)) excuseRefusals(memory, contract, (refused) => isSameRequest(refused.exchange, exchange));
  memory.state = stateAfter(memory.state, exchange, ask, contract);
  const state = draft.concurrent ? null : seenState(exchange, ask, body, outcome);
  if (state !== null) {
    draft.after = state;
    noteState(memory, state, exchange.role);
  } else if (write && !(ask.operation === null && isStateAction(exchange, contract))) {
    noteWrite(memory, draft);
  } else {
    memory.looks.push(draft);
  }
  return draft;
}

const readings = new WeakMap<Trace, { contract: Contract; reading: TraceReading }>();

/** Read a trace under a contract; the result is remembered per trace, since every invariant asks for it. */
export function readTrace(trace: Trace, contract: Contract): TraceReading {
  const known = readings.get(trace);
  if (known !== undefined && known.contract === contract) return known.reading;
  const memories: Memory = { slots: new Map(), foreign: foreignCounts(trace, contract) };
  const seen = trace.exchanges.map((exchange) => readExchange(exchange, trace, contract, memories));
  const reading = { seen, writes: seen.filter(isWrite), reads: seen.filter((each) => !isWrite(each)) };
  readings.set(trace, { contract, reading });
  return reading;
}

/** The value at a pointer of a JSON answer, `undefined` where there is none. */
export function answeredAt(seen: Seen, pointer: string): JsonValue | undefined {
  return seen.body.kind === 'json' ? (resolvePointer(seen.body.value, pointer) as JsonValue | undefined) : undefined;
}
