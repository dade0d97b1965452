import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a value ends at its first line feed',
  cites: 'plausible',
  catalogue: 'X128',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.split('\n')[0]!),
} satisfies FaultDefinition;
