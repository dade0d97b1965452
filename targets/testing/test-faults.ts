/** Tests of faults: each scenario on a cloud without faults and on one with the fault. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import { startReferenceCloud } from '../reference/cloud.ts';
import type { ReferenceCloud } from '../reference/cloud.ts';
import type { Fault } from '../reference/fault.ts';
import { findFaults } from '../reference/find-faults.ts';
import { play } from './fault-scenario.ts';
import type { Scenario } from './fault-scenario.ts';

const contracts = findContracts().filter(({ id }) => ['server', 'image', 'aggregate'].includes(id));
const faults = await findFaults();

async function playOnFresh(injected: readonly Fault[], scenario: Scenario): Promise<unknown> {
  const cloud = await startReferenceCloud({ contracts, faults: injected });
  try {
    return await play(cloud, scenario);
  } finally {
    await cloud.close();
  }
}

/** One right cloud serves all scenarios that start with an emptied map; an aggregate does not lose its zone, so theirs start fresh. */
function testRight(scenarios: readonly (readonly [id: string, scenario: Scenario])[]): void {
  let cloud: ReferenceCloud;
  beforeAll(async () => { cloud = await startReferenceCloud({ contracts }); });
  afterAll(async () => { await cloud.close(); });

  test.each(scenarios)('%s', async (_id, scenario) => {
    expect(await (scenario.on === 'aggregate' ? playOnFresh([], scenario) : play(cloud, scenario))).toEqual(scenario.right);
  });
}

/** Define the tests of a table of scenarios by fault id. */
export function testFaults(scenarios: Readonly<Record<string, Scenario>>): void {
  test('each scenario is of a fault', () => {
    expect(faults.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(scenarios)));
  });

  describe('without a fault it is right', () => { testRight(Object.entries(scenarios)); });

  test.each(Object.entries(scenarios))('with the fault it is wrong: %s', async (id, scenario) => {
    expect(await playOnFresh(faults.filter((fault) => fault.id === id), scenario)).toEqual(scenario.wrong);
  });
}
