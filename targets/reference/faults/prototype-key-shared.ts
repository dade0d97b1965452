import type { FaultDefinition } from '../fault.ts';
import type { Json } from '../json.ts';

export default {
  title: 'a key named __proto__ shows on every resource of its kind',
  cites: 'plausible: what langfuse/langfuse#17685 guards against',
  catalogue: 'X123',
  kind: 'fault',
  expected: ['bystanders-are-untouched'],
  change: (parts) => {
    const shared = new Map<string, Json>();
    return {
      commit: async (context) => {
        const value = context.after.get('__proto__');
        if (value === undefined) shared.delete(context.resource.kind);
        else shared.set(context.resource.kind, value);
        await parts.commit(context);
      },
      load: async (context) => {
        const metadata = await parts.load(context);
        const value = shared.get(context.resource.kind);
        return value === undefined ? metadata : new Map(metadata).set('__proto__', value);
      },
    };
  },
} satisfies FaultDefinition;
