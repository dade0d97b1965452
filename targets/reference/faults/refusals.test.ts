import { request } from 'node:http';
import { testTells } from '../testing/tell.ts';
import type { Subject } from '../testing/tell.ts';

const items = (count: number): object => ({ metadata: Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v'])) });

/** POST of a body without a length; gives the status. */
async function chunked({ cloud, path }: Subject, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${cloud.url}${path}`, { method: 'POST', headers: { 'x-auth-token': cloud.tokens.owner, 'content-type': 'application/json' } }, (answer) => {
      answer.resume().on('end', () => { resolve(answer.statusCode ?? 0); });
    }).on('error', reject);
    sent.write(body.slice(0, 4));
    sent.end(body.slice(4));
  });
}

testTells({
  'replace-wipes-before-it-validates': { start: { a: '1' }, does: async ({ map, status }) => [await status('PUT', '', { metadata: { b: 2 } }), await map()], right: [400, { a: '1' }], wrong: [400, {}] },
  'over-quota-fills-up': { does: async ({ map, status }) => [await status('POST', '', items(129)), Object.keys(await map()).length], right: [403, 0], wrong: [403, 128] },
  'over-quota-replace-empties': { start: { a: '1' }, does: async ({ map, status }) => [await status('PUT', '', items(129)), await map()], right: [403, { a: '1' }], wrong: [403, {}] },
  'nulls-remove-before-the-refusal': {
    on: 'aggregate', start: { a: '1' }, does: async ({ map, merge }) => [await merge({ a: null, b: 2 }), await map()], right: [400, { a: '1' }], wrong: [400, {}],
  },
  'invalid-pairs-are-skipped': { does: async ({ map, merge }) => [await merge({ a: '1', b: 2 }), await map()], right: [400, {}], wrong: [200, { a: '1' }] },
  'replace-without-map-wipes': { start: { a: '1' }, does: async ({ map, status }) => [await status('PUT', '', {}), await map()], right: [400, { a: '1' }], wrong: [200, {}] },
  'replace-without-body-wipes': { start: { a: '1' }, does: async ({ map, status }) => [await status('PUT', ''), await map()], right: [400, { a: '1' }], wrong: [200, {}] },
  'refused-writes-happen': { start: { a: '1' }, does: async ({ map, status }) => [await status('POST', '', items(128)), Object.keys(await map()).length], right: [403, 1], wrong: [403, 129] },
  'refused-upsert-leaves-an-empty-value': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { b: '1' } }), await map()], right: [400, {}], wrong: [400, { a: '' }] },
  'write-after-a-refusal-is-lost': { does: async ({ map, merge }) => [await merge({ b: 2 }), await merge({ a: '1' }), await map()], right: [400, 200, { a: '1' }], wrong: [400, 200, {}] },
  'every-seventh-write-is-lost': {
    does: async ({ map, merge }) => { for (const key of 'abcdefghijklmn') await merge({ [key]: '1' }); return Object.keys(await map()).length === 14; }, right: true, wrong: false,
  },
  'dotted-keys-stay': { start: { 'a.b': '1' }, does: async ({ map, status }) => [await status('DELETE', '/a.b'), await map()], right: [204, {}], wrong: [204, { 'a.b': '1' }] },
  'items-are-stale-after-a-replace': {
    start: { a: '1' }, does: async ({ map, send, status }) => { await status('PUT', '', { metadata: { a: '2' } }); return [(await send('GET', '/a')).json, await map()]; },
    right: [{ meta: { a: '2' } }, { a: '2' }], wrong: [{ meta: { a: '1' } }, { a: '2' }],
  },
  'resource-is-stale-after-a-removal': {
    start: { a: '1' }, does: async ({ ask, map, resource, status }) => { await status('DELETE', '/a'); return [((await ask('GET', resource)).json as { server: { metadata: object } }).server.metadata, await map()]; },
    right: [{}, {}], wrong: [{ a: '1' }, {}],
  },
  'chunked-merges-are-empty': {
    does: async (subject) => [await chunked(subject, '{"metadata":{"a":"1"}}'), await subject.map()], right: [200, { a: '1' }], wrong: [200, {}],
  },
  'repeated-bodies-are-skipped': { does: async ({ merge, other }) => { await merge({ a: '1' }); await other().merge({ a: '1' }); return other().map(); }, right: { a: '1' }, wrong: {} },
});
