import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a character of four bytes is stored as a question mark',
  cites: 'plausible',
  catalogue: 'M49',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?')),
} satisfies FaultDefinition;
