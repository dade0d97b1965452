import type { FaultDefinition } from '../fault.ts';
import type { Json } from '../json.ts';

export default {
  title: 'a key named __proto__ shows on every resource',
  cites: 'plausible: what langfuse/langfuse#17685 guards against',
  catalogue: 'X123',
  kind: 'fault',
  expected: ['bystanders-are-untouched', 'no-key-appears-unasked'],
  change: (parts) => {
    const shared = new Map<string, Json>();
    return {
      commit: async (context) => {
        const value = context.after.get('__proto__');
        if (value !== undefined && !context.before.has('__proto__')) shared.set('__proto__', value);
        await parts.commit(context);
      },
      load: async (context) => new Map([...shared, ...await parts.load(context)]),
    };
  },
} satisfies FaultDefinition;
