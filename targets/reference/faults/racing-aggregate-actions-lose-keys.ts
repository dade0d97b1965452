import type { FaultDefinition } from '../fault.ts';
import { unlocked } from '../faulty/races.ts';

export default {
  title: 'actions on one aggregate each read the metadata, and the last to write wins',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M131',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    load: async (context) => {
      const read = await parts.load(context);
      await context.cloud.pause(context.raw.method === 'GET' ? 0 : 8);
      return read;
    },
  }),
} satisfies FaultDefinition;
