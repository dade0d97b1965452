import { expect, test } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { missingFor, type LaneFacts } from './cell-availability.ts';
import { foundLimit } from './found-limit.ts';
import { traceOf, type MapLiteral } from './trace-fixture.ts';

function contractOf(id: string): Contract {
  const contract = findContracts().find((each) => each.id === id);
  if (contract === undefined) throw new Error(`no contract ${id}`);
  return contract;
}

const server = contractOf('server');
const LANE: LaneFacts = { contract: 'server', slots: ['subject'], callers: ['owner'], sacrificial: false, routes: ['/v2.1'], views: ['map'], maxItems: 128, maxMicroversion: '2.95', foundLimit: null };

test.each([[49, null, false], [50, null, true], [128, null, true], [null, null, true], [null, 40, false], [null, 64, true]])('a limit of %s items, announced, or %s, found: large maps are asked for: %s', (maxItems, found, asked) => {
  expect(missingFor('merge/map:many', { ...LANE, maxItems, foundLimit: found }, server) === null).toBe(asked);
});

test.each([[null, false], [0, false], [1, true], [1_000, true], [1_001, false]])('an announced limit of %s: what goes on at it is asked for: %s', (maxItems, asked) => {
  for (const cell of ['merge/map:at-quota', 'replace/map:replace-at-quota', 'upsert/map:beyond-quota', 'merge/race:quota'] as const) expect(missingFor(cell, { ...LANE, maxItems }, server) === null, cell).toBe(asked);
});

test.each([['2.30', false], ['2.38', false], ['2.39', true], ['2.95', true], [null, false]])('a service up to %s: reading images beyond 2.38 is asked for: %s', (maxMicroversion, asked) => {
  expect(missingFor('read/microversion:beyond', { ...LANE, maxMicroversion }, contractOf('image')) === null).toBe(asked);
  expect(missingFor('read/microversion:unsupported', { ...LANE, maxMicroversion }, contractOf('image')) === null).toBe(maxMicroversion !== null);
});

function items(count: number): MapLiteral {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
}

function found(answers: readonly (readonly [size: number, status: number])[]): number | null {
  const builder = traceOf(server, { maxItems: null, maxItemsAnnounced: false }).reads({});
  for (const [size, status] of answers) builder.send({ method: 'PUT', path: '/servers/{id}/metadata', body: { metadata: items(size) } }, { status, body: status === 200 ? { metadata: items(size) } : {} });
  return foundLimit([builder.end()], server);
}

test('a limit is found where a larger map was refused than any that was accepted', () => {
  expect(found([[32, 200], [40, 200], [64, 403], [128, 403]])).toBe(40);
  expect(found([[32, 200], [40, 200]])).toBeNull();
  // Refused now and then is no limit; nor is a small map refused.
  expect(found([[40, 403], [64, 200]])).toBeNull();
  expect(found([[5, 403]])).toBeNull();
});
