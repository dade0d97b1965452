import type { FaultDefinition } from '../fault.ts';
import { findForAnybody } from '../faulty/callers.ts';

export default {
  title: 'the policy of writes has no target: members of any project may write',
  contracts: ['server', 'image', 'volume'],
  effects: ['merge', 'replace', 'upsert', 'remove'],
  cites: 'LP #1870484',
  catalogue: 'M87',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: (parts) => ({
    find: async (context) => findForAnybody(context) ?? await parts.find(context),
    authorize: async (context) => { if (!context.caller.roles.includes('member')) await parts.authorize(context); },
  }),
} satisfies FaultDefinition;
