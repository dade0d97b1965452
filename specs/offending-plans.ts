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

/** The candidate plans for one sighting, most aggressive first: each request it speaks of alone, then the whole plan up to it. */
export function* offendingPlans(sighted: Sighted, contract: Contract): Generator<Plan> {
  const { seen } = readTrace(sighted.trace, contract);
  const spoken = seen.filter((each) => sighted.finding.exchanges.includes(each.exchange.id) && (each.exchange.role === 'step' || each.exchange.id === sighted.finding.exchanges[0]));
  for (const each of spoken) yield* plansAbout(each, sighted);
}

function* plansAbout(seen: Seen, sighted: Sighted): Generator<Plan> {
  const { trace, finding } = sighted;
  const step = stepOf(trace, seen.exchange);
  if (step === null) return;
  const look = readStep(seen.exchange, seen);
  const steps: readonly Step[] = look === null ? [step] : [step, look];
  const slot: Slot = 'slot' in step ? step.slot : 'subject';
  const others = slot === 'subject' ? (trace.plan.start.bystander === undefined ? {} : { bystander: trace.plan.start.bystander }) : { subject: trace.plan.start.subject ?? [] };
  const keys = keysOf(step);
  const one = entriesOf(seen, null).find(([key]) => !keys.has(key));
  for (const cut of [entriesOf(seen, keys), [...(one === undefined ? [] : [one]), ...entriesOf(seen, keys)], entriesOf(seen, null)]) {
    yield planOf(trace, { ...others, [slot]: cut }, steps);
    if (finding.class === 'bystander') yield planOf(trace, { ...others, [slot]: cut }, [...steps, { op: 'read', slot: slot === 'subject' ? 'bystander' : 'subject', view: 'map' }]);
  }
  const upTo = trace.plan.steps.slice(0, seen.exchange.stepIndex + 1);
  if (upTo.length > 1) yield planOf(trace, trace.plan.start, look === null ? upTo : [...upTo, look]);
}
