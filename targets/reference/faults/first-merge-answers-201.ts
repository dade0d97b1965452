import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a merge into an empty map is answered 201',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['success-has-the-stated-status'],
  change: (parts) => ({
    respond: (context, answer) => ({ ...parts.respond(context, answer), status: context.before.size === 0 ? 201 : 200 }),
  }),
} satisfies FaultDefinition;
