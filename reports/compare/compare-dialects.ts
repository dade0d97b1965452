import type { Observation } from '../../specs/verdict.ts';
import type { Report } from '../report.ts';
import type { Comparison, DialectChange, OneSided } from './comparison.ts';

/** Observations that are only there when the target departs from something: their absence is an outcome too, and their text names what was sent. */
const DEPARTURE = 'departs/';
const SEEN = 'seen';
const NOT_SEEN = 'not seen';

function keyOf({ contract, id }: Pick<Observation, 'contract' | 'id'>): string {
  return `${contract} ${id}`;
}

/** Whether something is taken and with what status it is refused are one thing to a reader: the status goes into the outcome of the first. */
function joined(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  const all = new Map(observations.map((each) => [keyOf(each), each]));
  const whole = new Map<string, Observation>();
  for (const [key, each] of all) {
    const [kind, rest] = [each.id.slice(0, each.id.indexOf('/')), each.id.slice(each.id.indexOf('/') + 1)];
    const status = all.get(keyOf({ contract: each.contract, id: `status/${rest}` }));
    if (kind === 'status' && all.has(keyOf({ contract: each.contract, id: `accepts/${rest}` }))) continue;
    whole.set(key, kind === 'accepts' && status !== undefined ? { ...each, outcome: each.outcome.replace('refused', `refused with ${status.outcome}`) } : each);
  }
  return whole;
}

function oneSided({ contract, id, claim, outcome }: Observation): OneSided {
  return { contract, id, claim, outcome };
}

function changed(before: ReadonlyMap<string, Observation>, after: ReadonlyMap<string, Observation>): readonly DialectChange[] {
  return [...after.values()].flatMap((now) => {
    const then = before.get(keyOf(now));
    if (then === undefined || then.outcome === now.outcome || now.id.startsWith(DEPARTURE)) return [];
    return [{ contract: now.contract, id: now.id, claim: now.claim, before: then.outcome, after: now.outcome, sources: now.sources }];
  });
}

function departures(own: ReadonlyMap<string, Observation>, others: ReadonlyMap<string, Observation>, outcome: Pick<DialectChange, 'before' | 'after'>): readonly DialectChange[] {
  return [...own.values()].filter((each) => each.id.startsWith(DEPARTURE) && !others.has(keyOf(each))).map(({ contract, id, claim, outcome: actual, sources }) => {
    const [, invariant = '', effect = '', ...cls] = id.split('/');
    return { contract, id, claim: `${invariant}, ${effect} with ${cls.join('/')}: not "${claim}" but "${actual}"`, ...outcome, sources };
  });
}

function only(own: ReadonlyMap<string, Observation>, others: ReadonlyMap<string, Observation>): readonly OneSided[] {
  return [...own.values()].filter((each) => !each.id.startsWith(DEPARTURE) && !others.has(keyOf(each))).map(oneSided);
}

/** What changed in how a target speaks where nothing obliges it. What only one run came to see is kept apart: no change can be told from it. */
export function compareDialects(before: Pick<Report, 'observations'>, after: Pick<Report, 'observations'>): Comparison['dialect'] {
  const [then, now] = [joined(before.observations), joined(after.observations)];
  const different = changed(then, now);
  return {
    changed: [...different, ...departures(now, then, { before: NOT_SEEN, after: SEEN }), ...departures(then, now, { before: SEEN, after: NOT_SEEN })],
    onlyBefore: only(then, now), onlyAfter: only(now, then),
    same: [...now.values()].filter((each) => then.has(keyOf(each))).length - different.length,
  };
}
