import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a tab in a value is stored as a space',
  cites: 'plausible',
  catalogue: 'X139',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.replaceAll('\t', ' ')),
} satisfies FaultDefinition;
