import { testTells } from '../testing/tell.ts';
import type { Subject } from '../testing/tell.ts';

const act = async ({ ask, resource }: Subject, body: object): Promise<unknown> => ask('POST', `${resource}/action`, body);
const nameOf = async ({ ask, resource }: Subject): Promise<unknown> => Object.values((await ask('GET', resource)).json as Record<string, { name: string }>)[0]!.name;

testTells({
  'empty-maps-are-shared': { does: async ({ merge, other }) => { await merge({ a: '1' }); return other().map(); }, right: {}, wrong: { a: '1' } },
  'merges-show-on-a-neighbour': { start: { kept: '0' }, does: async ({ merge, other }) => { await merge({ a: '1' }); return (await other().map())['a']; }, right: undefined, wrong: '1' },
  'strangers-may-write': {
    does: async ({ cloud, map, status }) => [await status('POST', '', { metadata: { a: '1' } }, { token: cloud.tokens.stranger }), await map()], right: [404, {}], wrong: [200, { a: '1' }],
  },
  'project-of-the-url-counts': {
    does: async ({ ask, cloud, path }) => (await ask('POST', path.replace('/v2.1/', `/v2.1/${cloud.users.owner.projectId}/`), { metadata: { a: '1' } }, { token: cloud.tokens.stranger })).status,
    right: 400, wrong: 200,
  },
  'writes-need-no-token': { does: async ({ map, status }) => [await status('PUT', '', { metadata: { a: '1' } }, { token: null }), await map()], right: [401, {}], wrong: [200, { a: '1' }] },
  'removals-need-no-token': {
    start: { a: '1' }, does: async ({ merge, send, status }) => [await merge({ b: '2' }), (await send('POST', '', { metadata: {} }, { token: null })).status, await status('DELETE', '/a', undefined, { token: null })],
    right: [200, 401, 401], wrong: [200, 401, 204],
  },
  'bad-tokens-may-upsert': { does: async ({ map, status }) => [await status('PUT', '/a', { meta: { a: '1' } }, { token: 'no such token' }), await map()], right: [401, {}], wrong: [200, { a: '1' }] },
  'readers-may-remove': {
    start: { a: '1' }, does: async ({ cloud, map, status }) => [await status('DELETE', '/a', undefined, { token: cloud.tokens.reader }), await map()], right: [403, { a: '1' }], wrong: [204, {}],
  },
  'locks-are-not-looked-at': { does: async (subject) => { await act(subject, { lock: null }); const status = await subject.merge({ a: '1' }); await act(subject, { unlock: null }); return status; }, right: 409, wrong: 200 },
  'locks-are-server-errors': { does: async (subject) => { await act(subject, { lock: null }); const status = await subject.merge({ a: '1' }); await act(subject, { unlock: null }); return status; }, right: 409, wrong: 500 },
  'locks-do-not-stop-removals': {
    start: { a: '1' }, does: async (subject) => { await act(subject, { lock: null }); const statuses = [await subject.merge({ b: '2' }), await subject.status('DELETE', '/a')]; await act(subject, { unlock: null }); return statuses; },
    right: [409, 409], wrong: [409, 204],
  },
  'states-are-not-looked-at': { does: async (subject) => { await act(subject, { shelve: null }); const status = await subject.merge({ a: '1' }); await act(subject, { unshelve: null }); return status; }, right: 409, wrong: 200 },
  'stopped-servers-refuse': { does: async (subject) => { await act(subject, { 'os-stop': null }); const status = await subject.merge({ a: '1' }); await act(subject, { 'os-start': null }); return status; }, right: 200, wrong: 409 },
  'paused-servers-refuse-removals': {
    start: { a: '1' }, does: async (subject) => { await act(subject, { pause: null }); const status = await subject.status('DELETE', '/a'); await act(subject, { unpause: null }); return status; }, right: 204, wrong: 409,
  },
  'anybody-may-write-aggregates': {
    on: 'aggregate', does: async ({ cloud, map, status }) => [await status('POST', '/action', { set_metadata: { metadata: { a: '1' } } }, { token: cloud.tokens.reader }), (await map())['a']], right: [403, undefined], wrong: [200, '1'],
  },
  'image-metadata-renames-the-image': { on: 'image', does: async (subject) => { await subject.merge({ name: 'other' }); return nameOf(subject); }, right: 'member-image', wrong: 'other' },
  'forbidden-images-are-server-errors': { on: 'image', does: async ({ cloud, status }) => status('PUT', '', { metadata: {} }, { token: cloud.tokens.reader }), right: 403, wrong: 500 },
  'writes-reset-the-name': { does: async (subject) => { await subject.ask('PUT', subject.resource, { server: { name: 's1' } }); await subject.merge({ a: '1' }); return await nameOf(subject) === 's1'; }, right: true, wrong: false },
  'removals-reach-the-neighbours': {
    start: { a: '1' }, does: async ({ other, status }) => { await other().merge({ a: '1', b: '2' }); await status('DELETE', '/a'); return other().map(); }, right: { a: '1', b: '2' }, wrong: { b: '2' },
  },
  'old-version-writes-are-not-seen': {
    does: async ({ ask, map, path }) => { await map(); await ask('POST', path.replace('/v2.1/', '/v2/'), { metadata: { a: '1' } }); return map(); }, right: { a: '1' }, wrong: {},
  },
});
