import { testTells } from '../testing/tell.ts';
import type { Subject } from '../testing/tell.ts';

const header = async ({ send }: Subject, name: string): Promise<unknown> => (await send('GET', '')).headers[name];
const repeated = async <T>(times: number, work: () => Promise<T>): Promise<ReadonlySet<T>> => { const all = new Set<T>(); for (let time = 0; time < times; time += 1) all.add(await work()); return all; };
const shown = async ({ ask, resource }: Subject): Promise<Record<string, unknown>> => Object.values((await ask('GET', resource)).json as Record<string, Record<string, unknown>>)[0]!;
const limit = async ({ ask }: Subject): Promise<unknown> => { const { json, status } = await ask('GET', '/v2.1/limits'); return status === 200 ? (json as { limits: { absolute: { maxServerMeta: number } } }).limits.absolute.maxServerMeta : status; };
const items = (count: number): object => ({ metadata: Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v'])) });

testTells({
  'answers-in-chunks': { does: async (subject) => header(subject, 'transfer-encoding'), right: undefined, wrong: 'chunked' },
  'extra-headers': { does: async (subject) => header(subject, 'via'), right: undefined, wrong: '"via 1"' },
  'extra-members-in-resource': { does: async (subject) => (await shown(subject))['vendor:zone'], right: undefined, wrong: 'z1' },
  'other-quota': { does: async (subject) => [await limit(subject), await subject.status('PUT', '', items(41)), await subject.status('PUT', '', items(40))], right: [128, 200, 200], wrong: [40, 403, 200] },
  'no-quota-announced': { does: limit, right: 128, wrong: 404 },
  'charset-in-content-type': { does: async (subject) => header(subject, 'content-type'), right: 'application/json', wrong: 'application/json; charset="utf-8"' },
  'slow-answers': { does: async (subject) => { const before = performance.now(); await subject.map(); return performance.now() - before >= 39; }, right: false, wrong: true },
  'rate-limited-now-and-then': { does: async ({ status }) => (await repeated(31, async () => status('GET', ''))).has(429), right: false, wrong: true },
  'unavailable-now-and-then': { does: async ({ status }) => (await repeated(31, async () => status('GET', ''))).has(503), right: false, wrong: true },
  'resets-before-reading': { does: async ({ status }) => (await repeated(29, async () => status('POST', '', { metadata: {} }).catch(() => 'reset'))).has('reset'), right: false, wrong: true },
  'provider-keys': { does: async ({ map, status }) => { await status('PUT', '', { metadata: { a: '1' } }); return map(); }, right: { a: '1' }, wrong: { a: '1', backup_id: '', 'provider.zone': 'z1' } },
  'echoes-merge': { start: { a: '1' }, does: async ({ send }) => (await send('POST', '', { metadata: { b: '2' } })).json, right: { metadata: { a: '1', b: '2' } }, wrong: { metadata: { b: '2' } } },
  'keys-in-other-order': { start: { a: '1', b: '2' }, does: async ({ send }) => (await send('GET', '')).text, right: '{"metadata": {"a": "1", "b": "2"}}', wrong: '{"metadata": {"b": "2", "a": "1"}}' },
  'space-keys-refused': { does: async ({ merge }) => merge({ 'a b': '1' }), right: 200, wrong: 400 },
  'astral-refused': { does: async ({ merge }) => [await merge({ a: '\u{1f600}' }), await merge({ a: '\u4e2d' })], right: [200, 200], wrong: [400, 200] },
  'control-characters-refused': { does: async ({ merge }) => merge({ a: '\u0007' }), right: 200, wrong: 400 },
  'method-405': { does: async ({ status }) => [await status('PATCH', ''), await status('GET', '/a/b'), await status('GET', '/%ED%A0%80')], right: [404, 404, 400], wrong: [405, 404, 400] },
  'quota-413': { does: async ({ status }) => status('PUT', '', items(129)), right: 403, wrong: 413 },
  'updated-at-null': { on: 'aggregate', does: async (subject) => { await subject.merge({ a: '1' }); return (await shown(subject))['updated_at'] === null; }, right: false, wrong: true },
  'case-twins-refused': { on: 'aggregate', does: async ({ merge }) => merge({ abc: '1', ABC: '1' }), right: 200, wrong: 400 },
  'double-slash-404': { does: async ({ ask, path }) => (await ask('GET', `/${path}`)).status, right: 200, wrong: 404 },
  'busy-409-while-task': { does: async ({ merge }) => (await repeated(37, async () => merge({ a: '1' }))).has(409), right: false, wrong: true },
  'conflict-409-on-race': { does: async ({ map, merge }) => { const statuses = await Promise.all(['a', 'b'].map(async (key) => merge({ [key]: '1' }))); return [statuses.toSorted(), Object.keys(await map()).length]; }, right: [[200, 200], 2], wrong: [[200, 409], 1] },
  'dates-with-zone': { on: 'aggregate', does: async (subject) => String((await shown(subject))['created_at']).endsWith('+00:00'), right: false, wrong: true },
  'answers-with-escapes': { start: { a: '\u4e2d' }, does: async ({ map, send }) => [(await send('GET', '')).text.includes('\\u4e2d'), await map()], right: [false, { a: '\u4e2d' }], wrong: [true, { a: '\u4e2d' }] },
  'errors-as-text': { does: async ({ send }) => (await send('GET', '/a')).headers['content-type'], right: 'application/json; charset=UTF-8', wrong: 'text/plain' },
  'connection-closes-after-each-answer': { does: async (subject) => header(subject, 'connection'), right: 'keep-alive', wrong: 'close' },
});
