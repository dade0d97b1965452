import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { findInvariants } from './invariants.ts';
import { judgeRun } from './judge-run.ts';
import { recordRun } from './record-run.ts';
import { parseRunConfig } from './run-config.ts';
import type { Observation } from './verdict.ts';

async function dialectOf(seed: string, more: Readonly<Record<string, string>> = {}): Promise<ReadonlyMap<string, string>> {
  const hooks = { sink: () => undefined, onProgress: () => undefined, signal: new AbortController().signal };
  const recording = await recordRun(parseRunConfig({ seed, only: ['server'], ...more }, {}), hooks);
  const { observations } = judgeRun(recording, findContracts(), await findInvariants());
  return new Map(observations.map(({ id, outcome }: Observation) => [id, outcome]));
}

test('two runs with different seeds observe the same, and a target that answers in another way is told apart', { timeout: 120_000 }, async () => {
  const first = await dialectOf('1');
  expect([...await dialectOf('987654321')]).toEqual([...first]);
  expect(first.size).toBeGreaterThan(150);
  expect(Object.fromEntries([...first].filter(([id]) => /^(quota|answer|order|header)/.test(id)))).toEqual({
    quota: '128', 'answer/merge': 'the whole map', 'answer/upsert': 'what was sent', 'answer/remove': 'nothing', 'order/read': 'as they were sent',
    'header/content-type/accepted': 'application/json', 'header/content-type/refused': 'application/json or application/json; charset=UTF-8',
    'header/request-id': 'x-compute-request-id, x-openstack-request-id', 'header/microversion': 'x-openstack-nova-api-version: 2.1',
  });
  const changed = async (fault: string): Promise<readonly string[]> => [...await dialectOf('1', { fault })].flatMap(([id, outcome]) => (first.get(id) === outcome ? [] : [`${id}: ${outcome}`]));
  expect(await changed('keys-in-other-order')).toEqual(['order/read: another one']);
  expect(await changed('echoes-merge')).toContain('answer/merge: what was sent');
  expect(await changed('quota-413')).toContain('status/merge/map:beyond-quota: 413');
});
