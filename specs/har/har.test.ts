/** Real requests to a reference cloud, recorded as others record them, and what becomes of recordings that lack something. */
import type { Har as PublishedHar } from 'har-format';
import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import { findFaults } from '../../targets/reference/find-faults.ts';
import { startReferenceCloud } from '../../targets/reference/cloud.ts';
import { findInvariants } from '../invariants.ts';
import { judgeRun } from '../judge-run.ts';
import type { RunVerdict } from '../verdict.ts';
import type { Har, HarEntry } from './har.ts';
import { recordHar, type Sent } from './record-har.fixture.ts';
import { recordingOfHar } from './recording-of-har.ts';

// What other tools type as a HAR can be read here.
export const readable = (har: PublishedHar): Har => har;

const contracts = findContracts();
const invariants = await findInvariants();

async function recorded(requests: (map: string) => readonly (Sent | readonly Sent[])[], fault: string | null = null): Promise<Har> {
  const faults = fault === null ? [] : (await findFaults()).filter(({ id }) => id === fault);
  const cloud = await startReferenceCloud({ faults });
  try {
    return await recordHar(requests(`${cloud.endpoints['compute']}/servers/${cloud.resources['server']?.[0]}/metadata`), cloud.tokens.owner);
  } finally {
    await cloud.close();
  }
}

function judged(har: Har, only: readonly string[] | null = null): RunVerdict & { readonly unseen: readonly string[] } {
  const { recording, unseen } = recordingOfHar(har, { contracts, only, profile: 'de-facto', contractFiles: [], name: 'test.har' });
  return { ...judgeRun(recording, contracts, invariants), unseen };
}

function failures({ verdicts }: RunVerdict): readonly string[] {
  return verdicts.filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant);
}

function passes({ verdicts }: RunVerdict): readonly string[] {
  return verdicts.filter(({ verdict }) => verdict === 'pass').map(({ invariant }) => invariant);
}

const session = (map: string): readonly Sent[] => [
  ['GET', map], ['POST', map, { metadata: { a: '1', b: '2' } }], ['GET', map], ['POST', map, { metadata: { c: '3' } }], ['GET', map], ['PUT', map, { metadata: { d: '4' } }], ['GET', map],
  ['PUT', `${map}/e`, { meta: { e: '5' } }], ['GET', `${map}/e`], ['GET', map], ['DELETE', `${map}/d`], ['GET', map], ['DELETE', `${map}/absent`], ['POST', map, { metadata: { wrong: 5 } }], ['GET', map],
  ['GET', map.replace('/metadata', '')],
];

test('traffic with a cloud that keeps its contract shows nothing, and passes are about something', async () => {
  const result = judged(await recorded(session));
  expect(failures(result)).toEqual([]);
  expect(result.verdict).toBe('pass');
  expect(passes(result)).toEqual(expect.arrayContaining(['merge-keeps-other-keys', 'replace-removes-absent-keys', 'remove-removes-the-key', 'upsert-changes-one-key', 'absent-keys-are-not-found', 'refused-requests-change-nothing']));
  expect(result.verdicts.filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
});

test.each([
  ['replace-merges', 'replace-removes-absent-keys'], ['merge-replaces', 'merge-keeps-other-keys'], ['remove-answers-200', 'success-has-the-stated-status'], ['removing-nothing-succeeds', 'absent-keys-are-not-found'],
])('the same traffic with %s shows it', async (fault, invariant) => {
  const result = judged(await recorded(session, fault));
  expect(failures(result)).toContain(invariant);
  const [finding] = result.verdicts.find((row) => row.invariant === invariant)?.findings ?? [];
  expect(finding?.trace.plan.steps.length).toBeGreaterThan(0);
  expect(finding?.trace.exchanges.length).toBeLessThan(8);
});

test('what the recording does not hold is not applicable, with what it would need', async () => {
  const result = judged(await recorded((map) => [['GET', map]]));
  expect(result.verdicts.find(({ invariant }) => invariant === 'merge-keeps-other-keys')).toMatchObject({ verdict: 'not-applicable', reason: expect.stringContaining('needs requests that the recording does not hold: merge/') });
});

test('requests side by side are judged as a race, not one after the other', async () => {
  const race = (map: string): readonly (Sent | readonly Sent[])[] => [['GET', map], Array.from({ length: 6 }, (_, index): Sent => ['PUT', map, { metadata: { [`k${index}`]: 'v' } }]), ['GET', map]];
  const har = await recorded(race);
  const overlapping = { ...har, log: { ...har.log, entries: har.log.entries.map((entry, at) => (at === 0 || at === 7 ? entry : { ...entry, startedDateTime: har.log.entries[1]!.startedDateTime, time: 50 })).map((entry, at) => (at === 7 ? { ...entry, startedDateTime: new Date(Date.parse(entry.startedDateTime) + 100).toISOString() } : entry)) } };
  const result = judged(overlapping);
  expect(failures(result)).toEqual([]);
  expect(passes(result)).toContain('acknowledged-writes-survive-races');
});

function changed(har: Har, change: (entry: HarEntry, at: number) => HarEntry): Har {
  return { log: { ...har.log, entries: har.log.entries.map(change) } };
}

test('a token stands in no record, also where it is in a body', async () => {
  const har = await recorded((map) => [['GET', map], ['POST', map, { metadata: { a: '1' } }], ['GET', map]]);
  const token = har.log.entries[0]!.request.headers[0]!.value;
  const echoing = changed(har, (entry) => ({ ...entry, response: { ...entry.response, content: { text: entry.response.content.text?.replace('"1"', JSON.stringify(token)) ?? '' } } }));
  expect(JSON.stringify(recordingOfHar(echoing, { contracts, only: null, profile: 'de-facto', contractFiles: [], name: 'x' }).recording)).not.toContain(token);
});

test('answers without their body, from a cache, with a refused token or a state in them are told as unseen and break nothing', async () => {
  const har = await recorded(session);
  const without = judged(changed(har, (entry, at) => (at === 2 ? { ...entry, response: { ...entry.response, content: { size: 40 } } } : entry)));
  expect(failures(without)).toEqual([]);
  expect(without.unseen).toContainEqual('1 request left undecided: The recording does not hold the body of the answer.');
  const cached = judged(changed(har, (entry, at) => (at === 4 ? { ...entry, _fromCache: 'disk', response: { ...entry.response, content: { text: '{"metadata":{"stale":"1"}}' } } } : entry)));
  expect(failures(cached)).toEqual([]);
  expect(cached.unseen).toContainEqual(`1 of ${har.log.entries.length} entries left out: answered from a cache`);
  for (const status of [401, 403, 409, 429, 503]) {
    expect(failures(judged(changed(har, (entry, at) => (at === 15 ? { ...entry, request: { ...entry.request, method: 'POST', url: `${entry.request.url}/metadata`, postData: { text: '{"metadata":{}}' } }, response: { ...entry.response, status } } : entry))))).toEqual([]);
  }
});

test('a request that may change the resource in another way ends what can be concluded', async () => {
  const har = await recorded((map) => [['GET', map], ['GET', map]]);
  const [first, second] = har.log.entries as [HarEntry, HarEntry];
  const foreign = { ...second, response: { ...second.response, content: { text: '{"metadata":{"came":"from nowhere"}}' } } };
  expect(failures(judged({ log: { ...har.log, entries: [first, foreign] } }))).not.toEqual([]);
  const rebuild: HarEntry = { ...first, request: { ...first.request, method: 'POST', url: first.request.url.replace('/metadata', '/action'), postData: { text: '{"rebuild":{}}' } }, response: { ...first.response, status: 202 } };
  expect(failures(judged({ log: { ...har.log, entries: [first, rebuild, foreign] } }))).toEqual([]);
});

test('of two contracts about the same requests the one is chosen that is asked for', async () => {
  const har = await recorded(session);
  expect(new Set(judged(har).verdicts.map(({ contract }) => contract))).toEqual(new Set(['server']));
  expect(new Set(judged(har, ['ecs']).verdicts.map(({ contract }) => contract))).toEqual(new Set(['ecs']));
});
