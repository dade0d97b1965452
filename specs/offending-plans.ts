/** First candidates of shrinking: the offending step alone, on the map as it was observed before it, cut to the keys it speaks of. */
import type { Contract } from '../contracts/contract.ts';
import type { Entry, Plan, Slot, Step } from '../generators/plan.ts';
import type { Exchange, Trace } from '../targets/trace.ts';
import type { Sighted } from './ledger.ts';
import { readTrace, type Seen } from './reading/trace-reading.ts';

type Simple = Exclude<Step, { op: 'concurrent' }>;

function stepOf(trace: Trace, exchange: Exchange): Simple | null {
  const step = trace.plan.steps[exchange.stepIndex];
  return step === undefined || step.op === 'concurrent' ? null : step;
}

/** The read that the recorder made of its own accord, as a step. */
function readStep(exchange: Exchange, seen: Seen): Simple | null {
  if (exchange.role !== 'after' && exchange.role !== 'settle') return null;
  if (seen.ask.operation?.on === 'item' && seen.ask.key !== null) return { op: 'read-item', slot: exchange.slot, urlKey: seen.ask.key };
  return seen.ask.operation?.on === 'resource' ? { op: 'read', slot: exchange.slot, view: 'resource' } : null;
}

function entriesOf(seen: Seen, keys: ReadonlySet<string> | null): readonly Entry[] {
  return [...(seen.before?.map ?? [])].filter(([key]) => keys === null || keys.has(key));
}

function keysOf(step: Simple): ReadonlySet<string> {
  const keys = new Set<string>();
  if ('entries' in step) for (const [key] of step.entries) keys.add(key);
  if ('urlKey' in step) keys.add(step.urlKey);
  return keys;
}

function planOf(trace: Trace, start: Plan['start'], steps: readonly Step[]): Plan {
  return { ...trace.plan, start, steps, title: trace.plan.title };
}

/** State actions before a step that were not undone: the step may mean nothing without them. */
function actionsBefore(trace: Trace, stepIndex: number): readonly Simple[] {
  const before = trace.plan.steps.slice(0, stepIndex).flatMap((step) => (step.op === 'action' ? [step] : []));
  return before.filter((step, index) => !step.undo && !before.slice(index + 1).some((later) => later.undo && later.action === step.action));
}

/** Values up to this length stay valid when they grow by one. */
const MAX_VALUE = 100;

/** With more requests than this to speak of, each is tried in one way only before all are. */
const FEW = 2;

/** The candidate plans for one sighting, most aggressive first: each request it speaks of alone, then all of them, then two looks with one write between them, then the whole plan up to each. */
export function* offendingPlans(sighted: Sighted, contract: Contract): Generator<Plan> {
  const { seen } = readTrace(sighted.trace, contract);
  const spoken = seen.filter((each) => sighted.finding.exchanges.includes(each.exchange.id) && (each.exchange.role === 'step' || each.exchange.id === sighted.finding.exchanges[0]));
  for (const each of spoken) yield* alone(each, sighted, spoken.length > FEW ? 1 : Number.POSITIVE_INFINITY);
  yield* together(spoken, sighted);
  yield* between(spoken, sighted);
  for (const each of spoken) yield* upTo(each, sighted);
}

/** One step on the map as it was before it, cut to what the step names, to that and another key, and not at all. */
function* alone(seen: Seen, { trace, finding }: Sighted, ways: number): Generator<Plan> {
  const step = stepOf(trace, seen.exchange);
  if (step === null) return;
  const look = readStep(seen.exchange, seen);
  const steps: readonly Step[] = [...actionsBefore(trace, seen.exchange.stepIndex), step, ...(look === null ? [] : [look])];
  const slot: Slot = 'slot' in step ? step.slot : 'subject';
  const others = slot === 'subject' ? (trace.plan.start.bystander === undefined ? {} : { bystander: trace.plan.start.bystander }) : { subject: trace.plan.start.subject ?? [] };
  const keys = keysOf(step);
  const one = entriesOf(seen, null).find(([key]) => !keys.has(key));
  const cuts = [entriesOf(seen, keys), [...(one === undefined ? [] : [one]), ...entriesOf(seen, keys)], entriesOf(seen, null)];
  for (const cut of ways === 1 ? cuts.slice(1, 2) : cuts) {
    yield planOf(trace, { ...others, [slot]: cut }, steps);
    if (finding.class === 'bystander') yield planOf(trace, { ...others, [slot]: cut }, [...steps, { op: 'read', slot: slot === 'subject' ? 'bystander' : 'subject', view: 'map' }]);
  }
}

/** Only the steps that the finding speaks of, with the state actions before them, from the plan's own start. */
function* together(spoken: readonly Seen[], { trace }: Sighted): Generator<Plan> {
  const indexes = [...new Set(spoken.map(({ exchange }) => exchange.stepIndex))].filter((index) => index >= 0).toSorted((a, b) => a - b);
  const steps = indexes.flatMap((index) => trace.plan.steps[index] ?? []);
  const [last] = indexes.slice(-1);
  if (steps.length < 2 || last === undefined || steps.length === trace.plan.steps.length) return;
  yield planOf(trace, trace.plan.start, [...actionsBefore(trace, last), ...steps.filter(({ op }) => op !== 'action')]);
}

/** Where two looks differ and several writes stand between them, any may be the one: the looks with each write alone. */
function* between(spoken: readonly Seen[], { trace }: Sighted): Generator<Plan> {
  const indexes = spoken.map(({ exchange }) => exchange.stepIndex);
  const [from, to] = [Math.min(...indexes), Math.max(...indexes)];
  const steps = trace.plan.steps.slice(from, to + 1);
  const [first, last] = [steps.at(0), steps.at(-1)];
  const writes = steps.slice(1, -1).filter(({ op }) => op !== 'action' && op !== 'concurrent');
  if (first === undefined || last === undefined || !isLook(first) || !isLook(last) || writes.length < 2) return;
  for (const write of writes) yield planOf(trace, trace.plan.start, [...actionsBefore(trace, from), first, withOtherValues(write), last]);
}

/** What the first sighting has changed for good shows again only when it changes to something else. */
function withOtherValues(step: Step): Step {
  if (step.op !== 'merge' && step.op !== 'replace' && step.op !== 'upsert') return step;
  return { ...step, entries: step.entries.map(([key, value]) => [key, typeof value === 'string' && value.length < MAX_VALUE ? `${value}2` : value]) };
}

function isLook({ op }: Step): boolean {
  return op === 'read' || op === 'read-item';
}

/** The whole plan up to the step. */
function* upTo(seen: Seen, { trace }: Sighted): Generator<Plan> {
  const steps = trace.plan.steps.slice(0, seen.exchange.stepIndex + 1);
  if (stepOf(trace, seen.exchange) === null || steps.length < 2) return;
  const look = readStep(seen.exchange, seen);
  yield planOf(trace, trace.plan.start, look === null ? steps : [...steps, look]);
}
