import fc from 'fast-check';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { expect, test } from 'vitest';
import { Secret } from '../secret.ts';
import { signedHeaders } from './sign-request.ts';
import type { AccessKey } from './sign-request.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~:@!$,;=+*é中'), minLength: 1, maxLength: 12 });
const key = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'), minLength: 20, maxLength: 40 });
const path = fc.array(word, { minLength: 1, maxLength: 5 }).map((segments) => segments.filter((segment) => !/^\.+$/.test(segment))).map((segments) => `/${segments.join('/')}`);
const generated = fc.record({
  id: key, secret: key, path, method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'), query: fc.dictionary(word, word, { maxKeys: 3 }), body: fc.option(fc.dictionary(word, fc.string()), { nil: undefined }),
  project: fc.option(fc.uuid(), { nil: null }), temporary: fc.option(key, { nil: null }), at: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
});
type Generated = typeof generated extends fc.Arbitrary<infer Value> ? Value : never;

function vendors(given: Generated, host: string, date: string): string {
  const headers = { 'X-Sdk-Date': date, ...(given.project === null ? {} : { 'X-Project-Id': given.project }), ...(given.temporary === null ? {} : { 'X-Security-Token': given.temporary }) };
  const request = { endpoint: `https://${host}${given.path}`, method: given.method, headers, queryParams: given.query, data: given.body };
  const signed = AKSKSigner.sign(request, new BasicCredentials().withAk(given.id).withSk(given.secret)) as Record<string, string>;
  return signed['Authorization'] ?? '';
}

function ours(given: Generated, host: string): Readonly<Record<string, string>> {
  const access: AccessKey = { id: new Secret(given.id), secret: new Secret(given.secret), projectId: given.project, securityToken: given.temporary === null ? null : new Secret(given.temporary) };
  const query = Object.entries(given.query).map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  const body = given.body === undefined ? null : new TextEncoder().encode(JSON.stringify(given.body));
  const wire = given.path.split('/').map(encodeURIComponent).join('/') + (query === '' ? '' : `?${query}`);
  return Object.fromEntries(signedHeaders(access, { method: given.method, path: wire, body, host }, given.at));
}

test('the signature is the one that the SDK of the vendor makes', () => {
  fc.assert(fc.property(generated, fc.constantFrom('ecs.eu-de.otc.t-systems.com', 'localhost:8443'), (given, host) => {
    const mine = ours(given, host);
    expect(mine['authorization']).toBe(vendors(given, host, mine['x-sdk-date'] ?? ''));
  }), { numRuns: 500 });
});

const plain: AccessKey = { id: new Secret('AK'), secret: new Secret('SK'), projectId: null, securityToken: null };
const signatureOf = (path: string, body = '', key: AccessKey = plain): string | undefined => signedHeaders(key, { method: 'PUT', path, body: Buffer.from(body), host: 'h' }, new Date(0)).at(-1)?.[1];

test('one byte of the request or the key changes the signature, another spelling of the path does not', () => {
  expect(signatureOf('/a')).not.toBe(signatureOf('/b'));
  expect(signatureOf('/a', '{}')).not.toBe(signatureOf('/a', '{ }'));
  expect(signatureOf('/a')).not.toBe(signatureOf('/a', '', { ...plain, secret: new Secret('SK2') }));
  expect(signatureOf('/a%41?b=1&a=2')).toBe(signatureOf('/aA/?a=2&b=1'));
  expect(signatureOf('/%zz')).toMatch(/^SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=[0-9a-f]{64}$/);
});
