import { afterEach, expect, test } from 'vitest';
import type { Step } from '../generators/plan.ts';
import { staticToken } from './auth/static-token.ts';
import { startReferenceCloud } from './reference/cloud.ts';
import type { Fault } from './reference/fault.ts';
import { openOn } from './testing/open-on.ts';
import { plan, shippedContract } from './testing/server-contract.ts';
import type { Trace } from './trace.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A cloud that resets the connection of some state actions, counted from 1, before it has read them. */
function resetting(...numbers: readonly number[]): Fault {
  let actions = 0;
  const isHit = ({ method, target }: { readonly method: string; readonly target: string }): boolean => method === 'POST' && target.endsWith('/action') && numbers.includes((actions += 1));
  return { id: 'resets-actions', title: '', cites: 'plausible', catalogue: 'tolerated', kind: 'tolerated', expected: [], change: (parts) => ({ meet: async (head, cloud) => (isHit(head) ? 'reset' : parts.meet(head, cloud)) }) };
}

async function perform(steps: readonly Step[], kind = 'server', faults: readonly Fault[] = []): Promise<{ readonly trace: Trace; readonly state: () => Promise<unknown> }> {
  const cloud = await startReferenceCloud({ faults });
  closing.push(() => cloud.close());
  const id = cloud.resources[kind]?.[0] ?? '';
  const target = await openOn(cloud.url, { contracts: [shippedContract(kind)], resources: [{ kind, id }], tokens: { owner: staticToken(cloud.tokens.owner) } });
  closing.push(() => target.close());
  const trace = await target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, plan(steps), { kind: 'explore' }, 200);
  const state = async (): Promise<unknown> => {
    const answer = await fetch(`${cloud.url}/v2.1/servers/${id}`, { headers: { 'x-auth-token': cloud.tokens.owner } });
    return ((await answer.json()) as { server: Record<string, unknown> }).server['OS-EXT-STS:vm_state'];
  };
  return { trace, state };
}

const pause = (undo: boolean): Step => ({ op: 'action', slot: 'subject', action: 'pause', undo });
const write: Step = { op: 'merge', slot: 'subject', entries: [['a', '1']] };

test('an action is done, its state waited for and seen in the trace, then taken back', async () => {
  const { trace, state } = await perform([pause(false), write, pause(true)]);
  expect(trace.cutShort).toBeNull();
  const states = trace.exchanges.filter(({ role }) => role === 'recover').map(({ response }) => /"OS-EXT-STS:vm_state": ?"(\w+)"/.exec(response?.body.text ?? '')?.[1]);
  expect([states[0], ...new Set(states)]).toEqual(['active', 'active', 'paused']);
  expect(states.at(-1)).toBe('active');
  expect(await state()).toBe('active');
});

test('a state that a plan leaves behind is taken back, also when the plan is cut short', async () => {
  expect(await (await perform([pause(false), write])).state()).toBe('active');
  const cut = await perform([pause(false), { op: 'action', slot: 'subject', action: 'no-such-action', undo: false }]);
  expect(cut.trace.cutShort?.message).toContain('no-such-action');
  expect(await cut.state()).toBe('active');
});

test.each([['the action', 1], ['taking it back', 2]])('%s is asked for again when the connection was reset', async (_, number) => {
  const { trace, state } = await perform([pause(false), write, pause(true)], 'server', [resetting(number)]);
  expect(trace.cutShort).toBeNull();
  expect(await state()).toBe('active');
});

test('what could not be taken back by its own step is taken back at the end', async () => {
  const { trace, state } = await perform([pause(false), write, pause(true)], 'server', [resetting(2, 3, 4, 5)]);
  expect(trace.cutShort?.message).toContain('pause');
  expect(await state()).toBe('active');
});
