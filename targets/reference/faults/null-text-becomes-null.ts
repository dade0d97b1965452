import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'the values null and None are stored as null',
  cites: 'nova: kernel_id of an image',
  catalogue: 'M55',
  kind: 'fault',
  expected: ['answers-fit-their-schema', 'values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text) => (text === 'null' || text === 'None' ? null : text)),
} satisfies FaultDefinition;
