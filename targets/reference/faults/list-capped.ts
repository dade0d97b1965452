import type { FaultDefinition } from '../fault.ts';

/** Items on what should have been the first page. */
const LONGEST_PAGE = 100;

export default {
  title: 'the list of items ends after a hundred',
  effects: ['read'],
  cites: 'plausible',
  catalogue: 'M32',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'views-agree'],
  change: (parts) => ({
    present: (context) => {
      const shown = parts.present(context);
      return context.operation.on === 'map' ? new Map([...shown].slice(0, LONGEST_PAGE)) : shown;
    },
  }),
} satisfies FaultDefinition;
