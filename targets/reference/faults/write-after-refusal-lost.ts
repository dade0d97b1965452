import type { FaultDefinition } from '../fault.ts';
import type { Read } from '../parts.ts';

/** What the path names first: the resource. */
function addressed({ match }: Read): string {
  return [...match.parameters.values()][0]?.text ?? '';
}

export default {
  title: 'the write that follows a refused request to a resource is acknowledged and not stored',
  cites: 'plausible: a transaction that was rolled back late',
  catalogue: 'X110',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'answers-tell-what-is-stored'],
  change: (parts) => {
    const poisoned = new Set<string>();
    return {
      respondError: (context, refusal) => {
        if (refusal.status === 400 && context !== null && 'match' in context) poisoned.add(addressed(context));
        return parts.respondError(context, refusal);
      },
      commit: async (context) => {
        if (!poisoned.delete(addressed(context))) await parts.commit(context);
      },
    };
  },
} satisfies FaultDefinition;
