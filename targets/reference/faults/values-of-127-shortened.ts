import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'values of exactly 127 characters lose the last one',
  cites: 'plausible: a length in one signed byte',
  catalogue: 'X102',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => (text.length === 127 ? text.slice(0, -1) : text)),
} satisfies FaultDefinition;
