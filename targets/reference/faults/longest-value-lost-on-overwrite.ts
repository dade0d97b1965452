import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'an item of 255 characters is not overwritten',
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'X140',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text, { before }, key) => ([...String(before.get(key) ?? '')].length === 255 ? before.get(key)! : text)),
} satisfies FaultDefinition;
