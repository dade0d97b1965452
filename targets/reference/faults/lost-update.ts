import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'parallel writes each read the map, change their copy and write it back: the last one wins',
  cites: 'LP #1650188, open in nova',
  catalogue: 'M119',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: async (_context, work) => work(),
    commit: async (context) => {
      await context.cloud.pause(10);
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
