import type { FaultDefinition } from '../fault.ts';
import { commitDespite } from '../faulty/commit-despite.ts';
import { whenRefused } from '../faulty/refused.ts';

export default {
  title: 'a replace with an invalid body has removed the old map before it is refused',
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'M97',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    validate: async (context) => whenRefused(async () => parts.validate(context), async () => commitDespite({ ...context, sent: new Map() }, () => new Map()), ['invalid']),
  }),
} satisfies FaultDefinition;
