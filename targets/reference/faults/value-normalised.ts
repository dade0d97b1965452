import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'values are brought into Unicode normal form C',
  cites: 'plausible: file systems do so',
  catalogue: 'M50',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.normalize('NFC')),
} satisfies FaultDefinition;
