import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';
import { remembered } from '../faulty/remembered.ts';
import type { Json } from '../json.ts';

export default {
  title: 'an item that is made again after its removal has its old value',
  cites: 'plausible: a row that was only marked as deleted is taken up again',
  catalogue: 'M11',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => {
    const removed = remembered(() => new Map<string, Json>());
    return {
      ...storingText(parts, (text, { before, resource }, key) => (before.has(key) ? text : removed(resource).get(key) ?? text)),
      commit: async (context) => {
        const rows = removed(context.resource);
        for (const key of context.after.keys()) rows.delete(key);
        for (const [key, value] of context.before) if (!context.after.has(key)) rows.set(key, value);
        await parts.commit(context);
      },
    };
  },
} satisfies FaultDefinition;
