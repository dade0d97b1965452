import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'an apostrophe in a value is stored twice',
  cites: 'plausible',
  catalogue: 'X130',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.replaceAll("'", "''")),
} satisfies FaultDefinition;
