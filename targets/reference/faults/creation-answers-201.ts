import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an upsert that adds the key is answered 201',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M105',
  kind: 'fault',
  expected: ['success-has-the-stated-status'],
  change: (parts) => ({
    respond: (context, answer) => ({ ...parts.respond(context, answer), status: context.before.has(context.key ?? '') ? 200 : 201 }),
  }),
} satisfies FaultDefinition;
