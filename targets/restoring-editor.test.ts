import { afterEach, expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { staticToken } from './auth/static-token.ts';
import { openTarget } from './open-target.ts';
import { ask } from './reference/ask.ts';
import { startReferenceCloud } from './reference/cloud.ts';
import { findFaults } from './reference/find-faults.ts';
import { configFor } from './testing/open-on.ts';
import { plan } from './testing/server-contract.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

test('where a replace only adds, what a contract without removals has left is removed as another contract says', async () => {
  const faults = (await findFaults()).filter(({ id }) => id === 'replace-merges');
  expect(faults).toHaveLength(1);
  const contracts = findContracts().filter(({ id }) => ['ecs', 'server'].includes(id));
  const cloud = await startReferenceCloud({ contracts, faults });
  closing.push(() => cloud.close());
  const [id = ''] = cloud.resources['ecs'] ?? [];
  const metadata = `/v2.1/servers/${id}/metadata`;
  await ask(cloud, 'PUT', metadata, { body: { metadata: { owner: 'alice' } } });
  const target = await openTarget(configFor(cloud.url, { contracts, resources: [{ kind: 'ecs', id }], projectId: cloud.users.owner.projectId, tokens: { owner: staticToken(cloud.tokens.owner) } }));
  const lane = target.lanes[0] as NonNullable<typeof target.lanes[0]>;
  await target.perform(lane, { ...plan([{ op: 'replace', slot: 'subject', entries: [['ours', '1'], ['more', '2']] }], {}), contract: 'ecs' }, { kind: 'explore' }, 100);
  expect((await ask(cloud, 'GET', metadata)).json).toMatchObject({ metadata: { ours: '1', more: '2' } });
  expect(await target.close()).toMatchObject({ touched: 1, restored: 1, leftovers: 0 });
  expect((await ask(cloud, 'GET', metadata)).json).toEqual({ metadata: { owner: 'alice' } });
});
