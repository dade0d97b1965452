import { testTells } from '../testing/tell.ts';
import type { Subject } from '../testing/tell.ts';

const withType = (type: string): { headers: Record<string, string> } => ({ headers: { 'content-type': type } });
const at = (version: string): { headers: Record<string, string> } => ({ headers: { 'x-openstack-nova-api-version': version } });
const typeOf = async ({ send }: Subject, item: string): Promise<unknown> => (await send('GET', item)).headers['content-type'];

testTells({
  'merge-answers-202': { does: async ({ merge }) => merge({ a: '1' }), right: 200, wrong: 202 },
  'first-merge-answers-201': { does: async ({ merge }) => [await merge({ a: '1' }), await merge({ b: '1' })], right: [200, 200], wrong: [201, 200] },
  'creation-answers-201': { does: async ({ status }) => [await status('PUT', '/a', { meta: { a: '1' } }), await status('PUT', '/a', { meta: { a: '1' } })], right: [200, 200], wrong: [201, 200] },
  'remove-answers-200': { start: { a: '1' }, does: async ({ send }) => { const { status, text } = await send('DELETE', '/a'); return [status, text]; }, right: [204, ''], wrong: [200, '{"metadata": {}}'] },
  'removing-nothing-succeeds': { does: async ({ status }) => status('DELETE', '/a'), right: 404, wrong: 204 },
  'answers-say-text-html': { does: async (subject) => typeOf(subject, ''), right: 'application/json', wrong: 'text/html; charset=UTF-8' },
  'items-have-no-content-type': { start: { a: '1' }, does: async (subject) => [await typeOf(subject, ''), await typeOf(subject, '/a')], right: ['application/json', 'application/json'], wrong: ['application/json', undefined] },
  'upsert-answers-in-the-map-envelope': { does: async ({ send }) => (await send('PUT', '/a', { meta: { a: '1' } })).json, right: { meta: { a: '1' } }, wrong: { metadata: { a: '1' } } },
  'empty-map-is-a-list': { does: async ({ send }) => (await send('GET', '')).json, right: { metadata: {} }, wrong: { metadata: [] } },
  'empty-map-is-null': { does: async ({ send }) => (await send('GET', '')).json, right: { metadata: {} }, wrong: { metadata: null } },
  'empty-map-is-not-found': { does: async ({ status }) => status('GET', ''), right: 200, wrong: 404 },
  'absent-item-is-null': { does: async ({ send }) => { const { status, text } = await send('GET', '/a'); return [status, text.includes('null')]; }, right: [404, false], wrong: [200, true] },
  'ids-that-are-no-integers-are-server-errors': { on: 'aggregate', does: async ({ ask }) => (await ask('GET', '/v2.1/os-aggregates/abc')).status, right: 400, wrong: 500 },
  'add-metadata-does-nothing': { on: 'aggregate', does: async ({ map, status }) => [await status('POST', '/action', { add_metadata: { metadata: { a: '1' } } }), await map()], right: [400, {}], wrong: [200, {}] },
  'two-actions-both-run': {
    on: 'aggregate', does: async ({ map, status }) => [await status('POST', '/action', { set_metadata: { metadata: { a: '1' } }, add_metadata: { metadata: { b: '2' } } }), await map()],
    right: [400, {}], wrong: [200, { a: '1', b: '2' }],
  },
  'aggregate-answer-is-bare': { on: 'aggregate', does: async ({ send }) => Object.keys((await send('POST', '/action', { set_metadata: { metadata: {} } })).json as object).length === 1, right: true, wrong: false },
  'image-metadata-never-ends': { on: 'image', does: async ({ status }) => status('GET', '', undefined, at('2.39')), right: 404, wrong: 200 },
  'image-metadata-ends-early': { on: 'image', does: async ({ status }) => status('GET', '', undefined, at('2.36')), right: 200, wrong: 404 },
  'delete-of-the-map-wipes': { start: { a: '1' }, does: async ({ map, status }) => [await status('DELETE', ''), await map()], right: [404, { a: '1' }], wrong: [204, {}] },
  'patch-is-a-merge': { start: { a: '1' }, does: async ({ map, status }) => [await status('PATCH', '', { metadata: { b: '1' } }), await map()], right: [404, { a: '1' }], wrong: [200, { a: '1', b: '1' }] },
  'media-type-is-not-looked-at': { does: async ({ status }) => status('POST', '', '{"metadata":{}}', withType('application/xml')), right: 415, wrong: 200 },
  'forms-are-read': {
    does: async ({ map, status }) => [await status('POST', '', 'a=1', withType('application/x-www-form-urlencoded')), await map()], right: [415, {}], wrong: [200, { a: '1' }],
  },
  'odd-block-device-mapping-breaks-the-image': {
    on: 'image', does: async ({ merge, status }) => [await merge({ block_device_mapping: 'x' }), await status('GET', '')], right: [400, 200], wrong: [500, 500],
  },
  'reading-an-absent-colon-is-a-server-error': { does: async ({ status }) => [await status('GET', '/a:b'), await status('GET', '/a')], right: [404, 404], wrong: [500, 404] },
  'long-keys-have-no-item': { start: { ['k'.repeat(129)]: '1' }, does: async ({ status }) => status('GET', `/${'k'.repeat(129)}`), right: 200, wrong: 404 },
  'unknown-microversions-are-server-errors': { does: async ({ status }) => [await status('GET', '', undefined, at('2.999')), await status('GET', '', undefined, at('x.y'))], right: [406, 400], wrong: [500, 500] },
});
