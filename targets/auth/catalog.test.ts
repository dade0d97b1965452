import { expect, test } from 'vitest';
import { catalogUrl } from './catalog.ts';
import { tokensUrl } from './keystone-token.ts';

const catalog = [
  { type: 'volumev3', endpoints: [{ interface: 'public', region_id: 'R1', url: 'http://v3' }] },
  { type: 'compute', endpoints: [{ interface: 'admin', region_id: 'R1', url: 'http://adm' }, { interface: 'public', region: 'R2', url: 'http://r2' }, { interface: 'public', region_id: 'R1', url: 'http://r1' }] },
];

test.each([
  [{ types: ['compute'] }, 'http://r2'],
  [{ types: ['compute'], region: 'R1' }, 'http://r1'],
  [{ types: ['compute'], interface: 'admin' }, 'http://adm'],
  [{ types: ['compute'], interface: 'publicURL', region: 'R2' }, 'http://r2'],
  [{ types: ['block-storage', 'volumev3'] }, 'http://v3'],
  [{ types: ['compute'], region: 'R9' }, null],
  [{ types: ['image'] }, null],
])('%j leads to %s', (choice, url) => {
  expect(catalogUrl(catalog, choice)).toBe(url);
});

test.each(['http://h/identity', 'http://h/identity/', 'http://h/identity/v3', 'http://h/identity/v3/', 'http://h/identity/v2.0', 'http://h/identity/v3/auth/tokens'])('tokens of %s', (url) => {
  expect(tokensUrl(url)).toBe('http://h/identity/v3/auth/tokens');
});
