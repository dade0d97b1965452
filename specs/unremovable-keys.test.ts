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

test('removals behind an accepted replacement show that it left keys, those of a step or behind a refused one do not', () => {
  const replacement = { method: 'PUT', path: '/servers/{id}/metadata', body: { metadata: {} }, role: 'start' } as const;
  const removal = { method: 'DELETE', path: '/servers/{id}/metadata/a', role: 'start' } as const;
  const shows = (status: number, role: 'start' | 'step' = 'start'): boolean => showsReplaceLeavesKeys(traceOf(server).send(replacement, { status }).send({ ...removal, role }, { status: 204 }).end(), server);
  expect(shows(200)).toBe(true);
  expect(shows(200, 'step')).toBe(false);
  expect(shows(400)).toBe(false);
  const flavor = byId.get('flavor')!;
  expect(showsReplaceLeavesKeys(traceOf(flavor).send(removal, { status: 200 }).end(), flavor)).toBe(false);
});
