import { testTells } from '../testing/tell.ts';
import type { Subject } from '../testing/tell.ts';

const letters = [...'abcdef'];
const sameTime = async (subject: Subject, works: readonly (() => Promise<unknown>)[]): Promise<Record<string, unknown>> => { await Promise.all(works.map(async (work) => work())); return subject.map(); };
const keyCount = (map: object): number => Object.keys(map).length;
const put = ({ send }: Subject, metadata: object) => async (): Promise<unknown> => send('PUT', '', { metadata });
const merging = ({ merge }: Subject, metadata: object) => async (): Promise<number> => merge(metadata);

/** The maps that readers see while something is written. */
async function seen(subject: Subject, write: () => Promise<unknown>): Promise<readonly number[]> {
  const counts = new Set<number>();
  let isDone = false;
  const reader = async (): Promise<void> => { while (!isDone) counts.add(keyCount(await subject.map())); };
  await Promise.all([reader(), write().finally(() => { isDone = true; })]);
  return [...counts];
}

testTells({
  'images-are-purged-and-written-back': { on: 'image', does: async (subject) => keyCount(await sameTime(subject, letters.map((key) => merging(subject, { [key]: '1' })))) === 6, right: true, wrong: false },
  'racing-aggregate-actions-lose-keys': { on: 'aggregate', does: async (subject) => keyCount(await sameTime(subject, letters.map((key) => merging(subject, { [key]: '1' })))) === 6, right: true, wrong: false },
  'replaces-are-torn': {
    does: async (subject) => new Set(Object.values(await sameTime(subject, ['1', '2', '3'].map((value) => put(subject, { [`a${value}`]: value, b: value, c: value }))))).size > 1, right: false, wrong: true,
  },
  'replaces-show-an-empty-map': { start: { a: '1' }, does: async (subject) => (await seen(subject, put(subject, { b: '1' }))).includes(0), right: false, wrong: true },
  'merges-show-row-by-row': {
    does: async (subject) => (await seen(subject, merging(subject, Object.fromEntries(letters.map((key) => [key, '1']))))).some((count) => count !== 0 && count !== 6), right: false, wrong: true,
  },
  'racing-creations-make-two-rows': {
    does: async (subject) => { await sameTime(subject, ['1', '2'].map((value) => merging(subject, { a: value }))); await subject.status('DELETE', '/a'); return keyCount(await subject.map()); }, right: 0, wrong: 1,
  },
  'removed-keys-come-back': {
    start: { a: '1' }, does: async (subject) => { const work = [merging(subject, { b: '1' }), async (): Promise<unknown> => subject.send('DELETE', '/a'), merging(subject, { c: '1' })]; return Object.keys(await sameTime(subject, work)).includes('a'); },
    right: false, wrong: true,
  },
  'racing-removals-are-server-errors': {
    start: { a: '1' }, does: async ({ merge, status }) => { const all = await Promise.all([merge({ b: '1' }), merge({ c: '1' }), status('DELETE', '/a')]); return all.includes(500); }, right: false, wrong: true,
  },
  'deadlocks-are-server-errors': { does: async ({ merge }) => (await Promise.all(letters.map(async (key) => merge({ [key]: '1' })))).includes(500), right: false, wrong: true },
  'quota-is-checked-too-early': {
    start: Object.fromEntries(Array.from({ length: 127 }, (_, index) => [`k${index}`, 'v'])),
    does: async (subject) => keyCount(await sameTime(subject, letters.map((key) => merging(subject, { [key]: '1' })))) > 128, right: false, wrong: true,
  },
  'merges-answer-with-what-others-are-about-to-write': {
    start: Object.fromEntries(Array.from({ length: 127 }, (_, index) => [`k${index}`, 'v'])),
    // The second one is refused, so that its key never was in the map.
    does: async ({ send }) => {
      const [first] = await Promise.all([send('POST', '', { metadata: { a: '1' } }), send('POST', '', { metadata: { b: '1', c: '1' } })]);
      return first.text.includes('"c"');
    },
    right: false, wrong: true,
  },
  'racing-values-run-together': { does: async (subject) => /,/.test(String((await sameTime(subject, letters.map((value) => merging(subject, { same: value }))))['same'])), right: false, wrong: true },
  'racing-writes-are-refused-and-happen': {
    does: async (subject) => { const statuses = await Promise.all(letters.map(async (key) => subject.merge({ [key]: '1' }))); return [statuses.includes(409), keyCount(await subject.map())]; }, right: [false, 6], wrong: [true, 6],
  },
  'racing-upserts-swap-values': {
    does: async (subject) => Object.entries(await sameTime(subject, letters.map((key) => async () => subject.send('PUT', `/${key}`, { meta: { [key]: key } })))).every(([key, value]) => key === value), right: true, wrong: false,
  },
  'racing-resources-mix': { does: async (subject) => { const other = subject.other(); await sameTime(subject, [merging(subject, { a: '1' }), merging(other, { b: '1' })]); return keyCount(await other.map()) + keyCount(await subject.map()); }, right: 2, wrong: 3 },
});
