import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../contracts/load-contract.ts';
import { contractFiles } from '../../../contracts/find-contracts.ts';
import { ask } from '../ask.ts';
import { startReferenceCloud } from '../cloud.ts';
import type { ReferenceCloud } from '../cloud.ts';
import { findFaults } from '../find-faults.ts';

const contracts = contractFiles().filter((file) => file.endsWith('/server.yaml')).map(loadContract);

/** A server with known metadata: its path, and how to read it. */
interface Subject {
  readonly cloud: ReferenceCloud;
  readonly path: string;
  readonly put: (item: string, body: unknown) => Promise<number>;
  readonly merge: (metadata: object) => Promise<{ readonly status: number; readonly json: unknown }>;
  readonly read: () => Promise<unknown>;
}

async function subject(cloud: ReferenceCloud): Promise<Subject> {
  const path = `/v2.1/servers/${cloud.resources['server']![0]!}/metadata`;
  await ask(cloud, 'PUT', path, { body: { metadata: {} } });
  return {
    cloud, path,
    put: async (item, body) => (await ask(cloud, 'PUT', `${path}${item}`, { body })).status,
    merge: async (metadata) => ask(cloud, 'POST', path, { body: { metadata } }),
    read: async () => ((await ask(cloud, 'GET', path)).json as { metadata: unknown }).metadata,
  };
}

/** One fault's tell-tale: something to do, what a right server shows then and what this one shows. */
interface Scenario {
  readonly does: (subject: Subject) => Promise<unknown>;
  readonly right: unknown;
  readonly wrong: unknown;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'merge-replaces': {
    does: async ({ merge, read }) => { await merge({ a: '1' }); await merge({ b: '2' }); return read(); },
    right: { a: '1', b: '2' }, wrong: { b: '2' },
  },
  'replace-merges': {
    does: async ({ merge, put, read }) => { await merge({ a: '1' }); await put('', { metadata: { b: '2' } }); return read(); },
    right: { b: '2' }, wrong: { a: '1', b: '2' },
  },
  'upsert-wipes-others': {
    does: async ({ merge, put, read }) => { await merge({ a: '1' }); await put('/b', { meta: { b: '2' } }); return read(); },
    right: { a: '1', b: '2' }, wrong: { b: '2' },
  },
  'echo-without-store': {
    does: async ({ merge, read }) => [(await merge({ a: '1' })).json, await read()],
    right: [{ metadata: { a: '1' } }, { a: '1' }], wrong: [{ metadata: { a: '1' } }, {}],
  },
  'late-visibility': {
    does: async ({ merge, read }) => { await merge({ a: '1' }); return read(); },
    right: { a: '1' }, wrong: {},
  },
  'value-trimmed': {
    does: async ({ merge, read }) => { await merge({ a: ' x ' }); return read(); },
    right: { a: ' x ' }, wrong: { a: 'x' },
  },
  'dotted-keys-nest': {
    does: async ({ merge, read }) => { await merge({ 'a.b': '1', c: '2' }); return read(); },
    right: { 'a.b': '1', c: '2' }, wrong: { a: { b: '1' }, c: '2' },
  },
  'merge-applies-partly': {
    does: async ({ merge, read }) => [(await merge({ good: '1', bad: 2, later: '3' })).status, await read()],
    right: [400, {}], wrong: [400, { good: '1' }],
  },
  'encoded-dots-escape': {
    does: async ({ merge, put, read }) => { await merge({ a: '1' }); return [await put('/%2e%2e', { meta: { '..': 'x' } }), await read()]; },
    right: [404, { a: '1' }], wrong: [200, { '..': 'x' }],
  },
  'lost-update': {
    does: async ({ merge, read }) => {
      await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => merge({ [key]: '1' })));
      return Object.keys(await read() as object).length === 6;
    },
    right: true, wrong: false,
  },
};

const faults = await findFaults();

test('each fault has a scenario and each scenario a fault', () => {
  expect(faults.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(SCENARIOS)));
});

test('fault catalogue numbers are not used twice', () => {
  const numbers = faults.map(({ catalogue }) => catalogue).filter((catalogue) => /^[MT]\d/.test(catalogue));
  expect(new Set(numbers).size).toBe(numbers.length);
});

describe('without a fault the answer is right', () => {
  let cloud: ReferenceCloud;
  beforeAll(async () => { cloud = await startReferenceCloud({ contracts }); });
  afterAll(async () => { await cloud.close(); });
  test.each(Object.entries(SCENARIOS))('%s', async (_id, { does, right }) => {
    expect(await does(await subject(cloud))).toEqual(right);
  });
});

describe('with the fault it is wrong', () => {
  test.each(Object.entries(SCENARIOS))('%s', async (id, { does, wrong }) => {
    const cloud = await startReferenceCloud({ contracts, faults: faults.filter((fault) => fault.id === id) });
    try {
      expect(await does(await subject(cloud))).toEqual(wrong);
    } finally {
      await cloud.close();
    }
  });
});
