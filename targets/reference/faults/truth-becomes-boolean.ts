import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'the values true and False are stored as booleans',
  cites: 'plausible',
  catalogue: 'M54',
  kind: 'fault',
  expected: ['answers-fit-their-schema', 'values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => (/^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text)),
} satisfies FaultDefinition;
