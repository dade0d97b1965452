import { expect, test } from 'vitest';
import { authenticate } from './authenticate.ts';
import { classifyTrouble } from './classify-trouble.ts';
import { compose } from './dispatch.ts';
import type { Call, Dispatch, Outcome } from './dispatch.ts';
import { pace } from './pace.ts';
import { retry } from './retry.ts';
import { Secret } from './secret.ts';
import { gatherTokens } from './tokens.ts';
import { shippedContract } from './testing/server-contract.ts';

const server = shippedContract('server');
const call = (repeat: Call['repeat']): Call => ({
  request: { method: 'POST', path: '/', headers: [], body: null, framing: 'length' }, repeat, label: { role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '' },
});
const answered = (status: number, headers: Record<string, string> = {}): Outcome => ({ answer: { status, headers: Object.entries(headers), body: new Uint8Array(), truncated: false }, trouble: null });
const broken = (kind: 'reset' | 'timeout' | 'refused'): Outcome => ({ answer: null, trouble: { kind, message: kind } });

/** A dispatch that gives the outcomes one after the other (the last one for ever) and keeps the calls. */
function scripted(...outcomes: readonly Outcome[]): { readonly calls: Call[]; readonly dispatch: Dispatch } {
  const calls: Call[] = [];
  return { calls, dispatch: async (one) => outcomes[Math.min(calls.push(one), outcomes.length) - 1] as Outcome };
}

const waiting = { 'retry-after': '0' };

test.each<[string, Call['repeat'], Outcome, number]>([
  ['a rate limit', 'refused', answered(429, waiting), 4], ['413 with Retry-After', 'refused', answered(413, waiting), 4], ['413 without', 'refused', answered(413), 1],
  ['503 with Retry-After', 'refused', answered(503, waiting), 4], ['503 without', 'read', answered(503), 3], ['504', 'refused', answered(504), 3], ['500', 'read', answered(500), 1], ['a refused connection', 'refused', broken('refused'), 4],
  ['a reset read', 'read', broken('reset'), 2], ['a late read', 'read', broken('timeout'), 2], ['a reset write', 'refused', broken('reset'), 1], ['a late write', 'refused', broken('timeout'), 1],
  ['a concurrent write', 'never', answered(429, waiting), 1], ['an ordinary refusal', 'read', answered(400), 1],
])('%s (%s) is sent as often as is safe', async (_what, repeat, outcome, times) => {
  const target = scripted(outcome);
  await compose(target.dispatch, classifyTrouble, pace({}), retry)(call(repeat));
  expect(target.calls).toHaveLength(times);
  expect(target.calls.map(({ label }) => label.role)).toEqual(['step', ...Array.from({ length: times - 1 }, () => 'recover')]);
});

test.each([502, 503, 504])('%s is trouble when it comes in passing, and the target\'s word when it comes a third time', async (status) => {
  const dispatch = (...outcomes: readonly Outcome[]): Dispatch => compose(scripted(...outcomes).dispatch, classifyTrouble, retry);
  expect(await dispatch(answered(status), answered(status), answered(200))(call('read'))).toMatchObject({ answer: { status: 200 }, trouble: null });
  expect(await dispatch(answered(status))(call('read'))).toMatchObject({ answer: { status }, trouble: null });
  expect(await dispatch(answered(status))(call('never'))).toMatchObject({ answer: { status }, trouble: { kind: 'unavailable' } });
});

test('a pause ends when somebody asks to stop', async () => {
  const stop = new AbortController();
  const dispatch = compose(scripted(answered(429, { 'retry-after': '50' }), answered(200)).dispatch, classifyTrouble, pace({ signal: stop.signal }), retry);
  const asking = dispatch(call('refused'));
  setTimeout(() => stop.abort(), 10);
  expect(await asking).toMatchObject({ answer: { status: 200 } });
});

test('after a rate limit the answer that follows counts', async () => {
  expect(await compose(scripted(answered(429, waiting), answered(200)).dispatch, classifyTrouble, pace({}), retry)(call('refused'))).toMatchObject({ answer: { status: 200 }, trouble: null });
});

function tokensOf(renewals: number): { readonly holderOf: Parameters<typeof authenticate>[0]; readonly renewed: () => number } {
  let renewed = 0;
  const source = { get: async () => new Secret('first'), ...(renewals > 0 ? { renew: async () => new Secret(`renewed-${renewed += 1}`) } : {}) };
  const tokens = gatherTokens({ owner: source });
  return { holderOf: (caller) => tokens.holderFor(caller, server), renewed: () => renewed };
}

const sentTokens = (calls: readonly Call[]): readonly (string | undefined)[] => calls.map(({ request }) => request.headers.find(([name]) => name === 'x-auth-token')?.[1]);

test('an expired token is renewed once and the call repeated', async () => {
  const target = scripted(answered(401), answered(200), answered(200));
  const dispatch = compose(target.dispatch, classifyTrouble, authenticate(tokensOf(1).holderOf, 'http://h'));
  expect(await dispatch(call('refused'))).toMatchObject({ answer: { status: 200 } });
  await dispatch(call('refused'));
  expect(sentTokens(target.calls)).toEqual(['first', 'renewed-1', 'renewed-1']);
});

test('a second 401 is the target\'s answer, and so is the first to a token that cannot be renewed', async () => {
  const twice = scripted(answered(401));
  expect(await compose(twice.dispatch, classifyTrouble, authenticate(tokensOf(1).holderOf, 'http://h'))(call('refused'))).toMatchObject({ answer: { status: 401 }, trouble: null });
  expect(twice.calls).toHaveLength(2);
  const once = scripted(answered(401));
  expect(await compose(once.dispatch, classifyTrouble, authenticate(tokensOf(0).holderOf, 'http://h'))(call('refused'))).toMatchObject({ answer: { status: 401 }, trouble: null });
  expect(once.calls).toHaveLength(1);
});

test('callers who are refused together renew together', async () => {
  const tokens = tokensOf(9);
  const target = scripted(answered(401), answered(401), answered(401), answered(200));
  const dispatch = compose(target.dispatch, classifyTrouble, authenticate(tokens.holderOf, 'http://h'));
  await Promise.all([call('read'), call('read'), call('read')].map(dispatch));
  expect(tokens.renewed()).toBe(1);
});

test('nobody sends no token, a bad token is none of the configured', async () => {
  const target = scripted(answered(401));
  const dispatch = compose(target.dispatch, authenticate(tokensOf(1).holderOf, 'http://h'));
  for (const caller of ['nobody', 'bad-token'] as const) await dispatch({ ...call('read'), label: { ...call('read').label, caller } });
  expect(sentTokens(target.calls)[0]).toBeUndefined();
  expect(sentTokens(target.calls)[1]).not.toBe('first');
  expect(target.calls).toHaveLength(2);
});

test('no more requests are under way than agreed', async () => {
  let [now, most] = [0, 0];
  const slow: Dispatch = async () => {
    most = Math.max(most, now += 1);
    await new Promise((resolve) => { setImmediate(resolve); });
    now -= 1;
    return answered(200);
  };
  const dispatch = compose(slow, pace({ maxInFlight: 3 }));
  await Promise.all(Array.from({ length: 20 }, () => dispatch(call('read'))));
  expect(most).toBe(3);
});

test('requests keep the agreed distance', async () => {
  const at: number[] = [];
  const dispatch = compose(async () => { at.push(performance.now()); return answered(200); }, pace({ rate: 100 }));
  await Promise.all(Array.from({ length: 5 }, () => dispatch(call('read'))));
  expect((at.at(-1) as number) - (at[0] as number)).toBeGreaterThan(30);
});
