import type { FaultDefinition } from '../fault.ts';
import { altering } from '../faulty/effects.ts';

export default {
  title: 'a write that makes the map longer than four items removes the oldest',
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'X108',
  kind: 'fault',
  expected: ['merge-keeps-other-keys', 'upsert-changes-one-key'],
  change: (parts) => altering(parts, (after, { before }) => (after.size > before.size && after.size > 4 ? new Map([...after].slice(1)) : after)),
} satisfies FaultDefinition;
