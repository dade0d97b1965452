import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { runOnFlaky } from './flaky.fixture.ts';
import { findInvariants } from './invariants.ts';

const FLAKINESS = { tokenLifetimeS: 5, refusesOneIn: 20, resetsOneIn: 30 };
const contracts = findContracts([]).filter(({ id }) => id === 'aggregate');
const invariants = await findInvariants();

test('a target that is hard to talk to gets the same verdicts as one that is not', async () => {
  const plain = await runOnFlaky(contracts, invariants, 2, null);
  const flaky = await runOnFlaky(contracts, invariants, 2, FLAKINESS);
  expect(flaky.trouble['reset']).toBeGreaterThan(15);
  expect((flaky.trouble['rate-limited'] ?? 0) + (flaky.trouble['unavailable'] ?? 0)).toBeGreaterThan(30);
  expect(flaky.findings).toEqual([]);
  expect(flaky.reasons).toEqual(plain.reasons);
  expect(flaky.verdicts).toEqual(plain.verdicts);
  expect(flaky.end.restoration).toMatchObject({ touched: plain.end.restoration.touched, restored: plain.end.restoration.touched, leftovers: 0 });
}, 120_000);

test('what is wrong with a target shows through its trouble', async () => {
  const faults = (await findFaults()).filter(({ id }) => id === 'merge-replaces');
  const server = findContracts([]).filter(({ id }) => id === 'server');
  const flaky = await runOnFlaky(server, invariants, 2, FLAKINESS, faults, 100);
  expect(flaky.verdicts['server merge-keeps-other-keys']).toBe('fail');
  expect(flaky.verdicts['server replace-removes-absent-keys']).not.toBe('fail');
}, 120_000);
