import type { FaultDefinition } from '../fault.ts';
import { unlocked } from '../faulty/races.ts';

export default {
  title: 'a write to an image reads all properties, changes its copy and writes all back, purging what is not in the copy',
  contracts: ['image'],
  cites: 'nova: nova/image/glance.py updates with purge_props',
  catalogue: 'M120',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    load: async (context) => {
      const read = await parts.load(context);
      await context.cloud.pause(context.raw.method === 'GET' ? 0 : 6);
      return read;
    },
  }),
} satisfies FaultDefinition;
