import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a value of digits is stored as a number',
  cites: 'plausible: YAML and PHP do so',
  catalogue: 'M53',
  kind: 'fault',
  expected: ['answers-fit-their-schema', 'values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text)),
} satisfies FaultDefinition;
