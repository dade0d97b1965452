import { expect, test } from 'vitest';
import { judgeRaces, raceFinding } from '../specs/linearizability-findings.ts';
import { CONTRACT, losingMerge, losingRace } from './page/page-sample.fixture.ts';
import { raceOf } from './race.ts';

function proofOf(trace: ReturnType<typeof losingRace>): readonly number[] {
  const [judged] = judgeRaces(trace, CONTRACT);
  if (judged?.kind !== 'violation') throw new Error(`the race should have no order, but is ${judged?.kind}`);
  return raceFinding(judged, CONTRACT).exchanges;
}

test('a lost write, who saw that it is lost, and who ran beside', () => {
  const trace = losingRace();
  expect(raceOf(trace, CONTRACT, proofOf(trace))).toEqual({
    anomaly: 'lost-update', keys: ['lost'], before: 'no "lost", nothing at all',
    calls: [
      { exchange: 1, branch: 0, part: 'culprit', text: 'merge { "lost": "x" }', outcome: 'acknowledged' },
      { exchange: 2, branch: 1, part: 'beside', text: 'merge { "won": "x" }', outcome: 'acknowledged' },
      { exchange: 3, branch: null, part: 'witness', text: 'sees no "lost", 1 other key', outcome: 'acknowledged' },
    ],
  });
});

test('a finding on a request that ran beside others has its race, though it is not about an order', () => {
  expect(raceOf(losingRace(), CONTRACT, [2])).toMatchObject({ anomaly: null, keys: [], calls: [{ part: 'beside' }, { part: 'involved' }, { part: 'beside' }] });
});

test('a request that ran alone has no race', () => {
  expect(raceOf(losingMerge(), CONTRACT, [1, 2])).toBeNull();
});
