import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { levelOf, sourcesOf } from './level.ts';
import { loadContract } from './load-contract.ts';

const server = loadContract(join(import.meta.dirname, 'openstack/server.yaml'));
const DOCUMENTED = '/components/schemas/Key/maxLength';
const CHOSEN = '/components/schemas/Value/maxLength';

describe('levelOf', () => {
  it('makes what a document says a must under both profiles', () => {
    expect([levelOf(server, DOCUMENTED, 'de-facto'), levelOf(server, DOCUMENTED, 'documented')]).toEqual(['must', 'must']);
  });

  it('makes a choice a must only de facto', () => {
    expect([levelOf(server, CHOSEN, 'de-facto'), levelOf(server, CHOSEN, 'documented')]).toEqual(['must', 'observation']);
  });

  it('makes what rests on no constraint a must', () => {
    expect(levelOf(server, null, 'documented')).toBe('must');
  });

  it('refuses a constraint that the contract does not have', () => {
    expect(() => levelOf(server, '/components/schemas/Key/maxLenght', 'documented')).toThrow(/no constraint/);
  });
});

describe('sourcesOf', () => {
  it('gives the places in a document, or the evidence of a choice, once each', () => {
    expect(sourcesOf(server, [DOCUMENTED, DOCUMENTED])).toEqual([{ document: 'openstack-server-metadata-item-upsert', lines: '46-48' }]);
    expect(sourcesOf(server, [CHOSEN]).map(({ document }) => document)).toEqual(['ecs-server-metadata-replace', 'nova', 'nova-api-ref']);
    expect(sourcesOf(server, [])).toEqual([]);
  });
});
