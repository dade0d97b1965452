/** Tests of faults: each scenario on a cloud without faults and on one with the fault. */
import { describe, expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import { startReferenceCloud } from '../reference/cloud.ts';
import { findFaults } from '../reference/find-faults.ts';
import { play } from './fault-scenario.ts';
import type { Scenario } from './fault-scenario.ts';

const contracts = findContracts().filter(({ id }) => ['server', 'image', 'aggregate'].includes(id));

async function onCloud(faultId: string | null, scenario: Scenario): Promise<unknown> {
  const faults = (await findFaults()).filter(({ id }) => id === faultId);
  const cloud = await startReferenceCloud({ contracts, faults });
  try {
    return await play(cloud, scenario);
  } finally {
    await cloud.close();
  }
}

/** Define the tests of a table of scenarios by fault id. */
export function testFaults(scenarios: Readonly<Record<string, Scenario>>): void {
  test('each scenario is of a fault', async () => {
    expect((await findFaults()).map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(scenarios)));
  });

  describe.each(Object.entries(scenarios))('%s', (id, scenario) => {
    test('a right cloud is right', async () => { expect(await onCloud(null, scenario)).toEqual(scenario.right); });
    test('with the fault it is wrong', async () => { expect(await onCloud(id, scenario)).toEqual(scenario.wrong); });
  });
}
