import { expect, test } from 'vitest';
import { shippedContract } from '../testing/server-contract.ts';
import { cloudAccess } from './cloud-access.ts';
import { cloudEndpoint, endpointMissing } from './cloud-endpoints.ts';
import type { KeystoneSession } from './keystone-token.ts';
import { Secret } from '../secret.ts';

const server = shippedContract('server');
const access = (more: Readonly<Record<string, string>> = {}): ReturnType<typeof cloudAccess> => cloudAccess('cloud "x"', { auth_url: 'http://h', username: 'u', password: 'p', ...more });
const session = (catalog: KeystoneSession['catalog']): KeystoneSession => ({ token: new Secret('t'), expiresAt: null, staleAtMs: Number.POSITIVE_INFINITY, projectId: null, user: null, project: null, roles: [], catalog });
const compute = { type: 'compute', endpoints: [{ interface: 'public', region_id: 'R1', url: 'http://r1' }, { interface: 'admin', region_id: 'R2', url: 'http://r2' }] };

test('an override wins over the catalog, for a type with a hyphen too', () => {
  expect(cloudEndpoint(server, access(), session([compute]))).toBe('http://r1');
  expect(cloudEndpoint(server, access({ compute_endpoint_override: 'http://own/' }), session([compute]))).toBe('http://own');
  expect(cloudEndpoint(shippedContract('volume'), access({ block_storage_endpoint_override: 'http://own' }), session([]))).toBe('http://own');
  expect(cloudEndpoint(server, access({ region_name: 'R2', interface: 'admin' }), session([compute]))).toBe('http://r2');
});

test.each([
  [[], /no catalog at all: the token has no project; give project_name/],
  [[{ type: 'image', endpoints: [] }], /Got: the services image\./],
  [[compute], /interface public and region R9\. Got: public in region R1, admin in region R2\..*--endpoint compute=URL/],
])('of the catalog %j the message says what there is', (catalog, message) => {
  const where = access({ region_name: 'R9' });
  expect(cloudEndpoint(server, where, session(catalog))).toBeNull();
  expect(endpointMissing(server, where, session(catalog)).message).toMatch(message);
});

test('an access key has no catalog: what it names is used, and what it does not is asked for', () => {
  const key = cloudAccess('the variables', { ak: 'a', sk: 's', compute_endpoint_override: 'https://own' });
  expect(cloudEndpoint(server, key, null)).toBe('https://own');
  expect(cloudEndpoint(shippedContract('image'), key, null)).toBe('https://own');
  expect(cloudEndpoint(shippedContract('volume'), key, null)).toBeNull();
  expect(endpointMissing(shippedContract('volume'), key, null).message).toMatch(/access keys \(the variables\) come without a catalog\. Give --endpoint block-storage=URL, or block_storage_endpoint_override/);
});
