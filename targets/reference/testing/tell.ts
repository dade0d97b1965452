/** What tells a faulty cloud from a right one: something is done to both, and each shows what it should. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findContracts } from '../../../contracts/find-contracts.ts';
import { ask } from '../ask.ts';
import type { Answer, AskOptions } from '../ask.ts';
import { startReferenceCloud } from '../cloud.ts';
import type { ReferenceCloud } from '../cloud.ts';
import { findFaults } from '../find-faults.ts';

const contracts = findContracts();
const faults = await findFaults();

/** Contracts on whose resources a fault is shown. */
export type Kind = 'server' | 'image' | 'aggregate' | 'volume';

/** One resource of a cloud, with requests to its metadata. Paths are relative to it. */
export interface Subject {
  readonly cloud: ReferenceCloud;
  /** Path of the resource. */
  readonly resource: string;
  /** Path of its map; of the resource itself for aggregates. */
  readonly path: string;
  readonly ask: (method: string, path: string, body?: unknown, options?: Omit<AskOptions, 'body'>) => Promise<Answer>;
  /** A request to the map (`''`) or an item (`/key`) of this resource; gives the answer. */
  readonly send: (method: string, item: string, body?: unknown, options?: Omit<AskOptions, 'body'>) => Promise<Answer>;
  /** The same, giving the status only. */
  readonly status: (method: string, item: string, body?: unknown, options?: Omit<AskOptions, 'body'>) => Promise<number>;
  /** Merge into the map; gives the status. */
  readonly merge: (metadata: object) => Promise<number>;
  /** The stored map as a read shows it. */
  readonly map: () => Promise<Record<string, unknown>>;
  /** Another resource of the kind. */
  readonly other: () => Subject;
}

/** One fault's tell-tale. */
export interface Tell {
  readonly on?: Kind;
  readonly start?: object;
  readonly does: (subject: Subject) => Promise<unknown>;
  readonly right: unknown;
  readonly wrong: unknown;
}

function resourcePath(cloud: ReferenceCloud, kind: Kind, id: string): string {
  switch (kind) {
    case 'server': return `/v2.1/servers/${id}`;
    case 'image': return `/v2.1/images/${id}`;
    case 'aggregate': return `/v2.1/os-aggregates/${id}`;
    case 'volume': return `/block-storage/v3/${cloud.users.owner.projectId}/volumes/${id}`;
  }
}

/** A resource of a cloud. */
function subjectOf(cloud: ReferenceCloud, kind: Kind, index: number): Subject {
  const resource = resourcePath(cloud, kind, cloud.resources[kind]![index]!);
  const path = kind === 'aggregate' ? resource : `${resource}/metadata`;
  const token = kind === 'aggregate' ? cloud.tokens.admin : cloud.tokens.owner;
  const asked: Subject['ask'] = async (method, where, body, options) => ask(cloud, method, where, { token, ...options, ...(body === undefined ? {} : { body }) });
  const send: Subject['send'] = async (method, item, body, options) => asked(method, `${path}${item}`, body, options);
  const status: Subject['status'] = async (method, item, body, options) => (await send(method, item, body, options)).status;
  return {
    cloud, resource, path, ask: asked, send, status,
    merge: async (metadata) => (kind === 'aggregate' ? status('POST', '/action', { set_metadata: { metadata } }) : status('POST', '', { metadata })),
    map: async () => {
      const { json } = await send('GET', '');
      return (kind === 'aggregate' ? (json as { aggregate: { metadata: Record<string, unknown> } }).aggregate : json as { metadata: Record<string, unknown> }).metadata;
    },
    other: () => subjectOf(cloud, kind, index + 1),
  };
}

async function told(cloud: ReferenceCloud, { does, on = 'server', start = {} }: Tell): Promise<unknown> {
  const subject = subjectOf(cloud, on, 0);
  const clear = async (one: Subject): Promise<unknown> => (on === 'aggregate'
    ? one.merge(Object.fromEntries(Object.keys(await one.map()).map((key) => [key, null]))) : one.send('PUT', '', { metadata: {} }));
  await clear(subject.other());
  await clear(subject);
  await subject.merge(start);
  return does(subject);
}

/** Tests that each fault of a table is told from a right cloud. */
export function testTells(tells: Readonly<Record<string, Tell>>): void {
  describe('a right cloud', () => {
    let cloud: ReferenceCloud;
    beforeAll(async () => { cloud = await startReferenceCloud({ contracts }); });
    afterAll(async () => { await cloud.close(); });
    test.each(Object.entries(tells))('%s', async (_id, tell) => { expect(await told(cloud, tell)).toEqual(tell.right); });
  });
  describe('a faulty cloud', () => {
    test.each(Object.entries(tells))('%s', async (id, tell) => {
      const own = faults.filter((fault) => fault.id === id);
      expect(own).toHaveLength(1);
      const cloud = await startReferenceCloud({ contracts, faults: own });
      try {
        expect(await told(cloud, tell)).toEqual(tell.wrong);
      } finally {
        await cloud.close();
      }
    });
  });
}
