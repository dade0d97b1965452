import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an upsert whose body names another key than its URL writes the key of the body',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M74',
  kind: 'fault',
  expected: ['url-key-is-the-body-key'],
  change: (parts) => ({
    matchKey: () => undefined,
    upsert: ({ before, sent }) => new Map([...before, ...sent]),
    present: (context) => (context.operation.answer === 'item' && context.operation.effect === 'upsert' ? context.sent : parts.present(context)),
  }),
} satisfies FaultDefinition;
