import type { FaultDefinition } from '../fault.ts';
import { findForAnybody } from '../faulty/callers.ts';
import { whenRefused } from '../faulty/refused.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'the first write to a resource after a refused one is answered and rolled back',
  cites: 'plausible: a transaction that a refusal leaves open',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'writes-are-visible-at-once'],
  change: (parts) => {
    const poisoned = new WeakSet<Resource>();
    return {
      validate: async (context) => whenRefused(async () => parts.validate(context), async () => {
        const resource = findForAnybody({ ...context, sent: new Map() });
        if (resource !== undefined) poisoned.add(resource);
      }, ['invalid']),
      commit: async (context) => { if (!poisoned.delete(context.resource)) await parts.commit(context); },
    };
  },
} satisfies FaultDefinition;
