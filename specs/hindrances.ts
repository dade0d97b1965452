/** What on the target's side keeps cells empty: it accepts no write of an effect at all, or does not keep the maps that plans start from. */
import type { Contract, Effect } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { writeEffects } from './invariant-kit.ts';
import type { Cell } from './judgement.ts';
import { cell, classesOfSeen } from './reading/seen-classes.ts';
import { mustAccept, mustRefuse, readTrace, type Seen } from './reading/trace-reading.ts';

export interface Hindrances {
  /** Effects of which valid requests were answered and none accepted, with the statuses they got, most frequent first. */
  readonly neverAccepted: ReadonlyMap<Effect, readonly number[]>;
  /** Explored plans, and how many of them were performed on another map than the one they start from. */
  readonly plans: number;
  readonly missedStarts: number;
  /** Cells whose requests were sent and never got an answer, with what went wrong. */
  readonly unanswered: ReadonlyMap<Cell, string>;
  /** Cells of requests that must be refused and were accepted: what is to be seen after a refusal cannot be. */
  readonly wronglyAccepted: ReadonlySet<Cell>;
}

/** Effects of which fewer requests were answered are not spoken of. */
const LEAST_TRIED = 3;

const MOST_STATUSES = 3;

interface Tried { accepted: boolean; readonly statuses: Map<number, number> }

function tally(traces: readonly Trace[], contract: Contract): ReadonlyMap<Effect, Tried> {
  const tried = new Map<Effect, Tried>(writeEffects(contract).map((effect) => [effect, { accepted: false, statuses: new Map() }]));
  for (const seen of traces.flatMap((trace) => readTrace(trace, contract).writes)) {
    const own = tried.get(seen.ask.effect);
    const status = seen.exchange.response?.status;
    if (own === undefined || status === undefined || !mustAccept(seen)) continue;
    own.accepted ||= seen.outcome === 'accepted';
    own.statuses.set(status, (own.statuses.get(status) ?? 0) + 1);
  }
  return tried;
}

function unansweredCells(traces: readonly Trace[], contract: Contract): ReadonlyMap<Cell, string> {
  const silent = new Map<Cell, string>();
  const answered = new Set<Cell>();
  for (const trace of traces) {
    for (const seen of readTrace(trace, contract).seen) {
      const cells = classesOfSeen(seen, trace, contract).map((cls) => cell(seen.ask.effect, cls));
      if (seen.exchange.response !== null) for (const each of cells) answered.add(each);
      else for (const each of cells) silent.set(each, seen.exchange.trouble?.message ?? 'no answer');
    }
  }
  return new Map([...silent].filter(([each]) => !answered.has(each)));
}

/** Only cells that no valid request has: of the others an acceptance says nothing. */
function wronglyAcceptedCells(traces: readonly Trace[], contract: Contract): ReadonlySet<Cell> {
  const writes = traces.flatMap((trace) => readTrace(trace, contract).writes.map((seen) => [seen, trace] as const));
  const cellsOf = (which: (seen: Seen) => boolean): ReadonlySet<Cell> => new Set(writes.filter(([seen]) => which(seen)).flatMap(([seen, trace]) => classesOfSeen(seen, trace, contract).map((cls) => cell(seen.ask.effect, cls))));
  return cellsOf((seen) => seen.outcome === 'accepted' && mustRefuse(seen)).difference(cellsOf(mustAccept));
}

/** Find what hindered the run on one contract. */
export function hindrancesOf(traces: readonly Trace[], contract: Contract): Hindrances {
  const explored = traces.filter(({ purpose }) => purpose.kind === 'explore');
  const never = [...tally(explored, contract)].filter(([, { accepted, statuses }]) => !accepted && [...statuses.values()].reduce((sum, count) => sum + count, 0) >= LEAST_TRIED);
  return {
    neverAccepted: new Map(never.map(([effect, { statuses }]) => [effect, [...statuses].toSorted((a, b) => b[1] - a[1]).map(([status]) => status)])),
    plans: explored.length,
    missedStarts: explored.filter(({ missedStarts = [] }) => missedStarts.length > 0).length,
    unanswered: unansweredCells(explored, contract),
    wronglyAccepted: wronglyAcceptedCells(explored, contract),
  };
}

/** Why cells were not exercised, in brackets behind a space; empty when nothing on the target's side explains it. */
export function whyNotExercised(cells: readonly Cell[], { neverAccepted, plans, missedStarts, unanswered, wronglyAccepted }: Hindrances): string {
  const silent = cells.filter((each) => unanswered.has(each));
  const trouble = silent.map((each) => unanswered.get(each))[0] ?? '';
  const effects = [...neverAccepted].filter(([effect]) => cells.some((each) => each.startsWith(`${effect}/`)));
  const reasons = [
    ...effects.map(([effect, statuses]) => `the target accepted no ${effect}, it answered ${statuses.slice(0, MOST_STATUSES).join(', ')}`),
    ...(silent.length === 0 ? [] : [`${silent.length === cells.length ? 'requests for these' : `requests for ${silent.join(', ')}`} got no answer: ${trouble.replace(/\.$/, '')}`]),
    ...(effects.length + silent.length === 0 && cells.some((each) => wronglyAccepted.has(each)) ? ['the target accepted requests of this kind, which it must refuse'] : []),
    ...(effects.length + silent.length === 0 && missedStarts * 2 > plans ? [`the target did not keep the map that was written for the start of ${missedStarts} of ${plans} plans`] : []),
  ];
  return reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
}
