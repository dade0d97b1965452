import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Plan, Step } from '../generators/plan.ts';
import { traceOf } from './trace-fixture.ts';
import { needsReplaceToUndo, showsReplaceLeavesKeys } from './unremovable-keys.ts';

const byId = new Map(findContracts().map((contract) => [contract.id, contract]));
const server = byId.get('server')!;
const aggregate = byId.get('aggregate')!;

function plan(...steps: readonly Step[]): Plan {
  return { contract: 'server', family: 'history', index: 0, listed: true, title: 'by hand', start: { subject: [] }, steps, hazardous: false };
}

function merge(key: string): Step {
  return { op: 'merge', slot: 'subject', entries: [['plain', '1'], [key, '2']] };
}

test.each(['.', '..', 'a/b', ''])('the key %j needs a replacement to be undone, in any branch and in the start state', (key) => {
  expect(needsReplaceToUndo(plan(merge(key)), server)).toBe(true);
  expect(needsReplaceToUndo(plan({ op: 'concurrent', branches: [[merge('plain')], [merge(key)]] }), server)).toBe(true);
  expect(needsReplaceToUndo({ ...plan(), start: { bystander: [[key, '1']] } }, server)).toBe(true);
});

test('other keys do not, nor any where null removes', () => {
  expect(needsReplaceToUndo(plan(merge('a.b'), { op: 'remove', slot: 'subject', urlKey: '..' }), server)).toBe(false);
  expect(needsReplaceToUndo(plan(merge('.')), aggregate)).toBe(false);
});

test('removals on the way to a start state show that a replacement left keys, those of a step do not', () => {
  const removal = { method: 'DELETE', path: '/servers/{id}/metadata/a' } as const;
  expect(showsReplaceLeavesKeys(traceOf(server).send({ ...removal, role: 'start' }, { status: 204 }).end(), server)).toBe(true);
  expect(showsReplaceLeavesKeys(traceOf(server).send(removal, { status: 204 }).end(), server)).toBe(false);
  expect(showsReplaceLeavesKeys(traceOf(byId.get('flavor')!).send({ ...removal, role: 'start' }, { status: 200 }).end(), byId.get('flavor')!)).toBe(false);
});
