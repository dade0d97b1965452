import { afterEach, expect, test } from 'vitest';
import type { Step } from '../generators/plan.ts';
import { staticToken } from './auth/static-token.ts';
import { startReferenceCloud } from './reference/cloud.ts';
import type { Fault } from './reference/fault.ts';
import { Refusal } from './reference/refusal.ts';
import { openOn } from './testing/open-on.ts';
import { plan, shippedContract } from './testing/server-contract.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Refuses its first merge for a task that nobody ever gets to see, or every merge. */
function refusing(isRefused: (number: number) => boolean): Fault {
  let merges = 0;
  return {
    id: 'refuses-merges', title: '', cites: 'plausible', catalogue: 'tolerated', kind: 'tolerated', expected: [], effects: ['merge'],
    change: (parts) => ({
      exclusive: async (context, work) => {
        if (isRefused((merges += 1))) throw new Refusal(409, 'state', 'busy');
        return parts.exclusive(context, work);
      },
    }),
  };
}

async function statuses(steps: readonly Step[], isRefused: (number: number) => boolean): Promise<readonly string[]> {
  const cloud = await startReferenceCloud({ faults: [refusing(isRefused)] });
  closing.push(() => cloud.close());
  const id = cloud.resources['server']?.[0] ?? '';
  const target = await openOn(cloud.url, { contracts: [shippedContract('server')], resources: [{ kind: 'server', id }], tokens: { owner: staticToken(cloud.tokens.owner) } });
  closing.push(() => target.close());
  const { exchanges } = await target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, plan(steps), { kind: 'explore' }, 200);
  return exchanges.filter(({ request }) => request.method === 'POST' && request.path.endsWith('/metadata')).map(({ role, response }) => `${role} ${response?.status}`);
}

const merge: Step = { op: 'merge', slot: 'subject', entries: [['a', '1']] };
const lock = (undo: boolean): Step => ({ op: 'action', slot: 'subject', action: 'lock', undo });

test('a conflict of an idle resource is tried once more, for a task may have ended before anybody could look', async () => {
  expect(await statuses([merge], (number) => number === 1)).toEqual(['step 409', 'recover 200']);
  expect(await statuses([merge], () => true)).toEqual(['step 409', 'recover 409']);
});

test('a conflict that a plan has asked for is not', async () => {
  expect(await statuses([lock(false), merge, lock(true)], () => false)).toEqual(['step 409']);
});
