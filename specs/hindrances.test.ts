import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { hindrancesOf, whyNotExercised } from './hindrances.ts';
import { traceOf } from './trace-fixture.ts';

const server = findContracts().find(({ id }) => id === 'server') as Contract;
const MAP = '/servers/{id}/metadata';

function merges(status: number, count: number): Trace {
  const merge = (builder: ReturnType<typeof traceOf>): ReturnType<typeof traceOf> => builder.send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status, body: {} });
  return Array.from({ length: count }).reduce<ReturnType<typeof traceOf>>(merge, traceOf(server).reads({})).end();
}

function whyOf(traces: readonly Trace[]): string {
  return whyNotExercised(['merge/map:create', 'replace/plain'], hindrancesOf(traces, server));
}

test('an effect that is refused each time is named with its statuses, the most frequent first', () => {
  expect(whyOf([merges(405, 2), merges(403, 1)])).toBe(' (the target accepted no merge, it answered 405, 403)');
});

test('nothing is said of an effect that was accepted once, or hardly tried', () => {
  expect(whyOf([merges(405, 3), merges(200, 1)])).toBe('');
  expect(whyOf([merges(405, 2)])).toBe('');
});

test('start states that were missed are counted where most were', () => {
  const missed: Trace = { ...merges(200, 1), missedStarts: ['subject'] };
  expect(whyOf([missed, missed, merges(200, 1)])).toBe(' (the target did not keep the map that was written for the start of 2 of 3 plans)');
  expect(whyOf([missed, merges(200, 1)])).toBe('');
});

test('requests that got no answer are named by their cells', () => {
  const trace = merges(200, 1);
  const silent: Trace = { ...trace, exchanges: trace.exchanges.map((each) => (each.role === 'step' ? { ...each, response: null, trouble: { kind: 'timeout', message: 'No complete answer within 9 ms.' } } : each)) };
  expect(whyOf([silent])).toBe(' (requests for merge/map:create got no answer: No complete answer within 9 ms)');
});

test('what was accepted and must be refused leaves nothing to see after a refusal', () => {
  const trace = traceOf(server).reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: 'x'.repeat(256) } } }, { status: 200, body: { metadata: {} } }).reads({}).end();
  const why = (cells: Parameters<typeof whyNotExercised>[0]): string => whyNotExercised(cells, hindrancesOf([trace], server));
  expect(why(['merge/value:too-long', 'merge/body:none'])).toBe(' (the target accepted requests of this kind, which it must refuse)');
  expect(why(['merge/body:none'])).toBe('');
  const valid = merges(200, 1);
  expect(whyNotExercised(['merge/map:create'], hindrancesOf([trace, valid], server))).toBe('');
});
