/** The concurrent steps of a trace as histories for the linearizability search: one per step and slot. */
import type { Contract } from '../../contracts/contract.ts';
import type { Slot } from '../../generators/plan.ts';
import type { Trace } from '../../targets/trace.ts';
import type { Action, MapState, Operation, Outcome } from '../linearizability/history.ts';
import type { StoredMap } from './effect.ts';
import { readTrace, type Seen, type SeenMap } from './trace-reading.ts';

/** What one concurrent step did to one resource. Operation ids are exchange ids. */
export interface StepHistory {
  readonly stepIndex: number;
  readonly slot: Slot;
  readonly initial: MapState;
  readonly readBefore: number;
  /** Writes, reads during them, and the reads after all of them had answered. */
  readonly operations: readonly Operation[];
  /** Ids of the reads after all had answered. */
  readonly quiescent: readonly number[];
}

/** A stored map of strings; null when any value is none, which is another invariant's matter. */
function textMap(map: StoredMap): MapState | null {
  const texts = new Map<string, string>();
  for (const [key, value] of map) {
    if (typeof value !== 'string') return null;
    texts.set(key, value);
  }
  return texts;
}

function outcomeOf(seen: Seen): Outcome {
  switch (seen.outcome) {
    case 'accepted': return 'acknowledged';
    case 'refused': return 'refused';
    // A server error says nothing of what was done before it, as little as no answer does.
    case 'crashed': case 'unanswered': return 'unknown';
    default: return seen.outcome satisfies never;
  }
}

function readAction(seen: Seen): Action | null {
  const { operation, key } = seen.ask;
  if (operation?.on === 'item') {
    if (key === null || (seen.outcome === 'refused' && seen.exchange.response?.status !== 404)) return null;
    const value = seen.outcome === 'refused' ? null : seen.answered?.get(key);
    return value === null || typeof value === 'string' ? { kind: 'read-item', key, value } : null;
  }
  const map = seen.answered === null || seen.outcome !== 'accepted' ? null : textMap(seen.answered);
  return map === null ? null : { kind: 'read', map };
}

function actionOf(seen: Seen): Action | null {
  const { operation, effect, sent, key } = seen.ask;
  if (operation === null) return null;
  const entries = new Map([...(sent ?? [])].filter((pair): pair is [string, string | null] => pair[1] === null || typeof pair[1] === 'string'));
  switch (effect) {
    case 'read': return readAction(seen);
    case 'merge': return { kind: 'merge', entries };
    case 'replace': return { kind: 'replace', entries };
    case 'upsert': {
      const [pair] = entries;
      return pair === undefined || pair[1] === null ? null : { kind: 'upsert', key: pair[0], value: pair[1] };
    }
    case 'remove': return key === null ? null : { kind: 'remove', key, found: seen.outcome === 'accepted' ? null : seen.exchange.response?.status === 404 ? false : null };
    default: return effect satisfies never;
  }
}

function operationOf(seen: Seen): Operation | null {
  const action = actionOf(seen);
  if (action === null) return null;
  const { exchange } = seen;
  // A 404 to a removal is an answer about the map: the key was not there.
  const absent = action.kind === 'remove' && action.found === false;
  const outcome = absent || (seen.ask.effect === 'read' && seen.outcome !== 'unanswered') ? 'acknowledged' : outcomeOf(seen);
  const base = { id: exchange.id, calledAt: exchange.calledAtMs, returnedAt: seen.outcome === 'unanswered' ? null : exchange.returnedAtMs, outcome, ...action };
  const answer = seen.ask.operation?.answer === 'map' && seen.ask.effect !== 'read' && seen.answered !== null ? textMap(seen.answered) : null;
  return answer === null ? base : { ...base, answer };
}

function slotOf(seen: Seen): Slot {
  return seen.ask.slot ?? seen.exchange.slot;
}

function stateBefore(seen: readonly Seen[], first: number, slot: Slot): SeenMap | null {
  return seen.slice(0, first).findLast((each) => slotOf(each) === slot && each.after?.exchange === each.exchange.id)?.after ?? null;
}

function historyOf(seen: readonly Seen[], stepIndex: number, slot: Slot): StepHistory | null {
  const first = seen.findIndex((each) => each.exchange.stepIndex === stepIndex && each.concurrent);
  const before = stateBefore(seen, first, slot);
  const initial = before === null ? null : textMap(before.map);
  if (before === null || initial === null) return null;
  const own = seen.filter((each) => each.exchange.stepIndex === stepIndex && slotOf(each) === slot && (each.concurrent || each.ask.effect === 'read'));
  const operations = own.flatMap((each) => operationOf(each) ?? []);
  const quiescent = own.filter((each) => !each.concurrent && each.outcome === 'accepted' && each.ask.operation?.on === 'map').map((each) => each.exchange.id);
  return { stepIndex, slot, initial, readBefore: before.exchange, operations, quiescent };
}

/** All histories of a trace's concurrent steps whose state before is known. */
export function historiesOf(trace: Trace, contract: Contract): readonly StepHistory[] {
  const { seen } = readTrace(trace, contract);
  const steps = new Map<string, { stepIndex: number; slot: Slot }>();
  for (const each of seen) if (each.concurrent) steps.set(`${each.exchange.stepIndex} ${slotOf(each)}`, { stepIndex: each.exchange.stepIndex, slot: slotOf(each) });
  return [...steps.values()].flatMap(({ stepIndex, slot }) => historyOf(seen, stepIndex, slot) ?? []);
}
