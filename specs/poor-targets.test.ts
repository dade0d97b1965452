/** Runs on targets that keep little of what their API promises: they are judged on what is there, and the run comes to an end. */
import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { reply, startMetadataServer, type Hook } from '../targets/testing/metadata-server.ts';
import { openOn } from '../targets/testing/open-on.ts';
import { runEngine } from './engine.ts';
import { findInvariants } from './invariants.ts';
import { judgeRun } from './judge-run.ts';
import type { Recording } from './recording.ts';
import type { RunVerdict } from './verdict.ts';

const contracts = findContracts().filter(({ id }) => id === 'server');
const invariants = await findInvariants();

async function runOn(hookOf: () => (...seen: Parameters<Hook>) => boolean, budgetRequests = 60): Promise<{ readonly recording: Recording; readonly verdict: RunVerdict }> {
  const server = await startMetadataServer({ A: {}, B: {} });
  try {
    const target = await openOn(server.origin, { timeoutMs: 100, resources: [{ kind: 'server', id: 'A' }, { kind: 'server', id: 'B' }], contracts });
    const hook = hookOf();
    server.hook = (seen, response) => hook(seen, response) || (seen.method === 'PUT' && !/"(?:metadata|meta)":\{/.test(seen.body) && reply(response, 400, {}));
    const recording = await runEngine({
      target, invariants, seed: 1, profile: 'de-facto', only: null, budgetRequests, budgetTimeS: null, documentHashes: new Map(), signal: new AbortController().signal, shrinks: false,
      header: { tool: { name: 'metaconform', version: '0' }, id: 'poor', startedAt: new Date().toISOString(), argv: [], labels: {} }, sink: () => undefined,
    });
    return { recording, verdict: judgeRun(recording, contracts, invariants) };
  } finally {
    await server.close();
  }
}

function verdictOf({ verdicts }: RunVerdict, id: string): { readonly verdict: string; readonly reason: string } {
  const row = verdicts.find(({ invariant }) => invariant === id);
  return { verdict: row?.verdict ?? 'absent', reason: row?.reason ?? '' };
}

test('a target that answers every write with the same example is judged on each of its answers', async () => {
  const { recording, verdict } = await runOn(() => (seen, response) => (seen.method === 'GET' ? false : reply(response, seen.method === 'DELETE' ? 204 : 200, { metadata: { example: '1' } })));
  expect(recording.traces.filter(({ missedStarts = [] }) => missedStarts.length > 0).length).toBeGreaterThan(3);
  expect(verdictOf(verdict, 'sent-keys-are-stored').verdict).toBe('fail');
  expect(verdictOf(verdict, 'acknowledged-writes-survive-races').verdict).not.toBe('pass');
  expect(verdictOf(verdict, 'merge-keeps-other-keys')).toMatchObject({ verdict: 'unknown', reason: expect.stringMatching(/did not keep the map that was written for the start of \d+ of \d+ plans/) });
  expect(verdictOf(verdict, 'writes-are-visible-at-once')).toMatchObject({ verdict: 'unknown' });
});

test('an effect that a target never accepts is named where cells stay empty', async () => {
  const { verdict } = await runOn(() => (seen, response) => (seen.method === 'POST' ? reply(response, 405, {}) : false));
  expect(verdictOf(verdict, 'valid-requests-are-accepted').verdict).toBe('fail');
  expect(verdictOf(verdict, 'merge-keeps-other-keys')).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('(the target accepted no merge, it answered 405') });
});

test('a target that no longer answers ends the run, which says so', async () => {
  let left = 60;
  const { recording, verdict } = await runOn(() => (_seen, response) => {
    left -= 1;
    if (left < 0) response.destroy();
    return left < 0;
  });
  expect(recording.end).toMatchObject({ stoppedBy: 'lost-target', complete: false });
  expect(recording.end?.trouble[0]?.message).toMatch(/^The target of server stopped answering at [A-Z]+ \/v2\.1\/servers\/[AB]/);
  expect(recording.traces.length).toBeLessThan(60);
  expect(verdictOf(verdict, 'replace-removes-absent-keys')).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('the target was lost') });
});

test('a resource that a request has destroyed ends the run, which names the plan', async () => {
  let gone = false;
  const { recording } = await runOn(() => (seen, response) => {
    gone ||= seen.method === 'DELETE' && seen.url.startsWith('/v2.1/servers/A');
    return gone && seen.url.startsWith('/v2.1/servers/A') && reply(response, 404, {});
  });
  expect(recording.end).toMatchObject({ stoppedBy: 'lost-target', complete: false });
  expect(recording.end?.trouble[0]?.message).toMatch(/^The metadata of server could not be read any more after the plan ".+": GET \/v2\.1\/servers\/A\/metadata was answered with status 404, and no map could be read from it\.$/);
});

test('a target that shows an empty map as null is told so, and is not called lost', async () => {
  const { recording, verdict } = await runOn(() => (seen, response) => seen.method === 'GET' && seen.url.endsWith('/metadata') && reply(response, 200, { metadata: null }));
  expect(verdictOf(verdict, 'answers-fit-their-schema').verdict).toBe('fail');
  expect(verdict.verdicts.flatMap(({ findings }) => findings).map(({ actual }) => actual)).toContainEqual(expect.stringMatching(/^\/metadata .*object/));
  const answer = 'GET /v2.1/servers/A/metadata was answered with status 200, and no map could be read from it';
  expect(recording.end?.trouble[0]?.message).toBe(`No plan of server could begin: ${answer}.`);
  expect(verdictOf(verdict, 'merge-keeps-other-keys')).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(`(no plan could begin any more: ${answer})`) });
});
