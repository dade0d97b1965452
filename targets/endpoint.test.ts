import { expect, test } from 'vitest';
import { routePrefix } from './build-request.ts';
import { candidateRoutes, parseEndpoint } from './endpoint.ts';
import { shippedContract } from './testing/server-contract.ts';

const prefixes = (url: string, project: string | null = null): readonly string[] => candidateRoutes(parseEndpoint(url), shippedContract('server'), project).map(routePrefix);

test.each([
  ['http://h:8774', '', '', null],
  ['http://h:8774/', '', '', null],
  ['http://h:8774/v2.1/', '', '/v2.1', null],
  ['http://h/compute/v2', '/compute', '/v2', null],
  ['https://h/compute/v2.1/8f3c//', '/compute', '/v2.1', '8f3c'],
  ['http://h/compute', '/compute', '', null],
])('%s is understood', (url, base, version, projectId) => {
  expect(parseEndpoint(url)).toMatchObject({ base, version, projectId });
});

test('what was given comes first, then the versions of the contract, with the project where it is known', () => {
  expect(prefixes('http://h')).toEqual(['', '/v2.1', '/v2']);
  expect(prefixes('http://h/compute/v2/p')).toEqual(['/compute/v2/p', '/compute/v2', '/compute/v2.1', '/compute/v2.1/p']);
  expect(prefixes('http://h/v2.1', 'q')).toEqual(['/v2.1', '/v2.1/q', '/v2', '/v2/q']);
});

test('what is no URL is refused by name', () => {
  expect(() => parseEndpoint('localhost:8774')).toThrow(expect.objectContaining({ code: 'config' }));
});
