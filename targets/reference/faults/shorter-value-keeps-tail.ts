import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a value that is overwritten by a shorter one keeps its tail',
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'X117',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text, { before }, key) => {
    const old = before.get(key);
    return typeof old === 'string' ? text + old.slice(text.length) : text;
  }),
} satisfies FaultDefinition;
