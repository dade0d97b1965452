import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a backslash in a value is not stored',
  cites: 'plausible',
  catalogue: 'X129',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.replace(/\\(.)/gs, '$1')),
} satisfies FaultDefinition;
