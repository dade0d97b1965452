import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a value ends at its first NUL',
  cites: 'plausible',
  catalogue: 'M65',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.split('\u0000')[0]!),
} satisfies FaultDefinition;
