import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'values of images end at a colon followed by two slashes',
  contracts: ['image'],
  cites: 'plausible',
  catalogue: 'X112',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.split('://')[0]!),
} satisfies FaultDefinition;
