import type { FaultDefinition } from '../fault.ts';
import { crashing } from '../faulty/sent-pairs.ts';

export default {
  title: 'a value with a character of four bytes ends in a server error',
  cites: 'plausible: utf8mb3',
  catalogue: 'M48',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => crashing(parts, ([, value]) => typeof value === 'string' && /[\u{10000}-\u{10ffff}]/u.test(value)),
} satisfies FaultDefinition;
