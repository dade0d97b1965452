import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceOf } from '../specs/trace-fixture.ts';
import { findContracts, judge, listedPlans, nearMisses, plans, validKeys, validMaps, validValues } from './index.ts';
import type { Contract } from './index.ts';
import { startReferenceCloud } from './reference-cloud.ts';

function contractNamed(id: string): Contract {
  return findContracts().find((contract) => contract.id === id)!;
}

const server = contractNamed('server');

async function put(cloud: { readonly endpoints: Readonly<Record<string, string>>; readonly resources: Readonly<Record<string, readonly string[]>>; readonly tokens: { readonly owner: string } }, metadata: unknown): Promise<Response> {
  return fetch(`${cloud.endpoints['compute']}/servers/${cloud.resources['server']?.[0]}/metadata`, {
    method: 'PUT', headers: { 'x-auth-token': cloud.tokens.owner, 'content-type': 'application/json' }, body: JSON.stringify({ metadata }),
  });
}

test('valid maps are what a cloud that keeps the contract takes and keeps, and near misses of what must be refused it refuses', async () => {
  const cloud = await startReferenceCloud({ contracts: [server] });
  await fc.assert(fc.asyncProperty(validMaps(server), async (map) => {
    const answer = await put(cloud, map);
    expect(await answer.json()).toEqual({ metadata: map });
  }), { numRuns: 40 });
  await fc.assert(fc.asyncProperty(nearMisses(server, 'replace'), async ({ constraint, entries }) => {
    fc.pre(server.constraints.get(constraint)?.beyond === 'reject');
    expect((await put(cloud, Object.fromEntries(entries))).status).toBe(400);
  }), { numRuns: 40 });
  await cloud.close();
});

test.each(findContracts().map(({ id }) => id))('every contract has plans: %s', (id) => {
  const contract = contractNamed(id);
  expect(listedPlans(contract).length).toBeGreaterThan(10);
  for (const plan of fc.sample(plans(contract), 20)) expect(plan).toMatchObject({ contract: id, index: 0, listed: false });
  expect(fc.sample(validKeys(contract), 20).every((key) => key.length > 0)).toBe(true);
  expect(fc.sample(validValues(contract), 20).every((value) => typeof value === 'string')).toBe(true);
});

test('near misses of an effect that the contract lacks are refused by name', () => {
  const aggregate = contractNamed('aggregate');
  expect(() => nearMisses(aggregate, 'upsert')).toThrow(/aggregate has no upsert; it has merge/);
});

test('judge says what a trace exercised and what it breaks', async () => {
  const trace = traceOf(server)
    .reads({ a: '1' })
    .send({ method: 'PUT', path: '/servers/{id}/metadata', body: { metadata: { b: '2' } } }, { status: 200, body: { metadata: { b: '2' } } })
    .reads({ a: '1', b: '2' }).end();
  const { findings, exercised } = await judge(trace, server);
  expect(findings.map(({ invariant, level }) => [invariant, level])).toContainEqual(['replace-removes-absent-keys', 'must']);
  expect(exercised.find(({ invariant }) => invariant === 'replace-removes-absent-keys')?.cells).toContain('replace/map:create');
});

test('judge refuses a trace of another contract', async () => {
  await expect(judge(traceOf(server).end(), contractNamed('image'))).rejects.toThrow(/a trace of the contract image, got one of server/);
});

test('a reference cloud with a fault has it, and an unknown one is refused', async () => {
  const cloud = await startReferenceCloud({ faults: ['replace-merges'], contracts: [server] });
  await put(cloud, { a: '1' });
  expect(await (await put(cloud, { b: '2' })).json()).toEqual({ metadata: expect.objectContaining({ a: '1', b: '2' }) });
  await cloud.close();
  await expect(startReferenceCloud({ faults: ['none-such'] })).rejects.toThrow(expect.objectContaining({ code: 'FAULT_UNKNOWN' }));
});
