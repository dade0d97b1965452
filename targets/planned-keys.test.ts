import { expect, test } from 'vitest';
import type { LaneSetup } from './lane-setup.ts';
import { plannedKeys } from './planned-keys.ts';
import { physicalResource } from './resource.ts';
import { plan, shippedContract } from './testing/server-contract.ts';

const setup = {
  contract: shippedContract('server'), routes: [{ base: '', version: '/v2.1', projectId: null }], resources: { subject: physicalResource('compute/server/A', 'A') },
} as unknown as LaneSetup;

test('keys are known before anything is sent: of start states, bodies, URLs, twisted texts and all branches', () => {
  const planned = plan([
    { op: 'merge', slot: 'subject', entries: [['merged', '1'], ['\ud800', 'x']] },
    { op: 'upsert', slot: 'subject', urlKey: 'in url', entries: [['in body', '1']] },
    { op: 'remove', slot: 'subject', urlKey: 'removed' },
    { op: 'replace', slot: 'subject', entries: [], twists: [{ kind: 'body-text', text: '{"metadata": {"twisted": "1", "bro' }] },
    { op: 'concurrent', branches: [[{ op: 'merge', slot: 'subject', entries: [['left', '1']] }], [{ op: 'merge', slot: 'subject', entries: [['right', '1']] }]] },
  ], { subject: [['start', '1']] });
  expect(plannedKeys(planned, setup)).toEqual(expect.arrayContaining(['start', 'merged', '\ud800', 'in url', 'in body', 'removed', 'twisted', 'left', 'right']));
});

test('a slot that the lane does not have names nothing', () => {
  expect(plannedKeys(plan([{ op: 'merge', slot: 'bystander', entries: [['a', '1']] }], { subject: [] }), setup)).toEqual([]);
});
