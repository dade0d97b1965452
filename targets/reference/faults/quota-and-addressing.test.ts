import { testTells } from '../testing/tell.ts';

const tooMany = { metadata: Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`k${index}`, 'v'])) };

testTells({
  'over-quota-is-413': { does: async ({ status }) => status('PUT', '', tooMany), right: 403, wrong: 413 },
  'mismatch-writes-body-key': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { b: '1' } }), await map()], right: [400, {}], wrong: [200, { b: '1' }] },
  'mismatch-writes-url-key': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { b: '1' } }), await map()], right: [400, {}], wrong: [200, { a: '1' }] },
  'mismatch-in-case-is-accepted': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { A: '1' } }), await map()], right: [400, {}], wrong: [200, { a: '1' }] },
  'extra-pairs-are-stored': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { a: '1', b: '2' } }), await map()], right: [400, {}], wrong: [200, { a: '1', b: '2' }] },
  'encoded-keys-are-stored-encoded': { does: async ({ map, status }) => [await status('PUT', '/a%2Eb', { meta: { 'a.b': '1' } }), await map()], right: [200, { 'a.b': '1' }], wrong: [200, { 'a%2Eb': '1' }] },
  'keys-are-decoded-twice': { start: { a: '1' }, does: async ({ status }) => status('GET', '/%2561'), right: 404, wrong: 200 },
  'plus-is-a-space': { does: async ({ map, status }) => [await status('PUT', '/a+b', { meta: { 'a b': '1' } }), await map()], right: [400, {}], wrong: [200, { 'a b': '1' }] },
  'format-suffixes-are-cut-off': { start: { b: '1' }, does: async ({ map, status }) => [await status('DELETE', '/b.json'), await map()], right: [404, { b: '1' }], wrong: [204, {}] },
  'items-with-a-dot-are-not-found': { start: { 'a.b': '1' }, does: async ({ status }) => status('GET', '/a.b'), right: 200, wrong: 404 },
  'trailing-slash-wipes': { start: { a: '1' }, does: async ({ map, status }) => [await status('PUT', '/', { metadata: { b: '1' } }), await map()], right: [404, { a: '1' }], wrong: [200, {}] },
  'replace-is-not-routed-under-a-project': {
    does: async ({ ask, cloud, path }) => (await ask('PUT', path.replace('/v2.1/', `/v2.1/${cloud.users.owner.projectId}/`), { metadata: {} })).status, right: 200, wrong: 404,
  },
});
