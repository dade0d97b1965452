import type { FaultDefinition } from '../fault.ts';
import { statusFor } from '../parts/validate.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'a key that differs from another in case only is refused',
  contracts: ['aggregate', 'image'],
  effects: ['merge', 'replace', 'upsert'],
  cites: 'nova on MySQL since ca85ee4ad6',
  catalogue: 'T06',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    checkMap: async (context) => {
      const names = [...context.after.keys()].map((key) => key.toLowerCase());
      if (new Set(names).size < names.length) throw new Refusal(statusFor(context.contract, 'invalid', 400), 'invalid', 'The key differs from another one in case only');
      await parts.checkMap(context);
    },
  }),
} satisfies FaultDefinition;
