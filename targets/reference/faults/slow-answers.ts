import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'every request takes 40 ms longer',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    meet: async (head, cloud) => {
      await cloud.pause(40);
      return parts.meet(head, cloud);
    },
  }),
} satisfies FaultDefinition;
