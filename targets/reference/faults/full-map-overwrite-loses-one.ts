import type { FaultDefinition } from '../fault.ts';
import { altering, without } from '../faulty/effects.ts';

export default {
  title: 'overwriting an item of a map that is exactly full removes the last one',
  contracts: ['server', 'image'],
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'X115',
  kind: 'fault',
  expected: ['merge-keeps-other-keys', 'upsert-changes-one-key'],
  change: (parts) => altering(parts, (after, { cloud, contract, sent }) => {
    const last = [...after.keys()].at(-1);
    return after.size !== cloud.quotaOf(contract) || last === undefined || sent.has(last) ? after : without(after, (key) => key === last);
  }),
} satisfies FaultDefinition;
