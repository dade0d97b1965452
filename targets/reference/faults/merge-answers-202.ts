import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a merge is answered 202',
  effects: ['merge'],
  cites: 'the Fujitsu K5 reference documents 202',
  catalogue: 'M104',
  kind: 'fault',
  expected: ['success-has-the-stated-status'],
  change: (parts) => ({ respond: (context, answer) => ({ ...parts.respond(context, answer), status: 202 }) }),
} satisfies FaultDefinition;
