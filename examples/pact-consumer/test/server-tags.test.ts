/** The team's own consumer test: it writes down what the team relies on, in its own words, and leaves pacts/tag-service-compute.json. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

process.env['PACT_DO_NOT_TRACK'] = 'true';
const { MatchersV3, PactV4 } = await import('@pact-foundation/pact');
const { removeTag, ServerLocked, setTags, tagsOf } = await import('../src/server-tags.ts');

const pact = new PactV4({ consumer: 'tag-service', provider: 'compute', dir: join(import.meta.dirname, '../pacts'), logLevel: 'error' });
const token = MatchersV3.regex('^\\S+$', 'some-token');
const compute = (url: string): { readonly endpoint: string; readonly token: string } => ({ endpoint: url, token: 'some-token' });

test('reads all tags', async () => {
  await pact.addInteraction().given('server 42 is tagged', { metadata: { team: 'web', stage: 'test' } }).uponReceiving('a request for all tags')
    .withRequest('GET', '/servers/42/metadata', (request) => { request.headers({ 'X-Auth-Token': token }); })
    .willRespondWith(200, (response) => { response.jsonBody({ metadata: { team: 'web', stage: 'test' } }); })
    .executeTest(async ({ url }) => { assert.deepEqual(await tagsOf(compute(url), '42'), { team: 'web', stage: 'test' }); });
});

test('sets a tag and keeps the others', async () => {
  await pact.addInteraction().given('server 42 is tagged', { metadata: { team: 'web', stage: 'test' } }).uponReceiving('a request that sets one tag')
    .withRequest('POST', '/servers/42/metadata', (request) => { request.headers({ 'X-Auth-Token': token }).jsonBody({ metadata: { stage: 'live' } }); })
    .willRespondWith(200, (response) => { response.jsonBody({ metadata: { team: 'web', stage: 'live' } }); })
    .executeTest(async ({ url }) => { assert.deepEqual(await setTags(compute(url), '42', { stage: 'live' }), { team: 'web', stage: 'live' }); });
});

test('removes a tag', async () => {
  await pact.addInteraction().given('server 42 is tagged', { metadata: { team: 'web', stage: 'test' } }).uponReceiving('a request that removes one tag')
    .withRequest('DELETE', '/servers/42/metadata/stage', (request) => { request.headers({ 'X-Auth-Token': token }); })
    .willRespondWith(204)
    .executeTest(async ({ url }) => { await removeTag(compute(url), '42', 'stage'); });
});

test('says so when the server is locked', async () => {
  await pact.addInteraction().given('server 42 is protected').uponReceiving('a request that sets one tag of a protected server')
    .withRequest('POST', '/servers/42/metadata', (request) => { request.headers({ 'X-Auth-Token': token }).jsonBody({ metadata: { stage: 'live' } }); })
    .willRespondWith(409)
    .executeTest(async ({ url }) => { await assert.rejects(setTags(compute(url), '42', { stage: 'live' }), ServerLocked); });
});
