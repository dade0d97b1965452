import type { FaultDefinition } from '../fault.ts';
import { isMap, valueAt, withValueAt } from '../json.ts';
import type { Metadata } from '../store.ts';
import type { Parsed, Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

type Unread = Omit<Parsed, 'sent'>;

async function isValid(parts: Parts, context: Unread, pair: readonly [string, unknown]): Promise<boolean> {
  try {
    await parts.validate({ ...context, body: withValueAt(undefined, context.operation.requestMap ?? '', new Map([pair]) as Metadata) });
    return true;
  } catch {
    return false;
  }
}

async function applyFirstValid(parts: Parts, context: Unread): Promise<void> {
  const map = valueAt(context.body, context.operation.requestMap ?? '');
  const sent = new Map();
  for (const pair of isMap(map) ? map : []) {
    if (!await isValid(parts, context, pair)) break;
    sent.set(...pair);
  }
  const parsed = { ...context, sent };
  const found = { ...parsed, resource: await parts.find(parsed) };
  await parts.authorize(found);
  await parts.exclusive(found, async () => {
    const held = { ...found, before: await parts.load(found) };
    await parts.commit({ ...held, after: parts.merge(held) });
  });
}

export default {
  title: 'the pairs before an invalid one are stored although the request is refused',
  contracts: ['server', 'image'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M96',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    validate: async (context) => {
      try {
        return await parts.validate(context);
      } catch (refusal) {
        if (refusal instanceof Refusal && refusal.reason === 'invalid') await applyFirstValid(parts, context);
        throw refusal;
      }
    },
  }),
} satisfies FaultDefinition;
