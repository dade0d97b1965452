import type { FaultDefinition } from '../fault.ts';
import { refusing } from '../faulty/sent-pairs.ts';

export default {
  title: 'the limit of 255 counts bytes',
  cites: "nova's API reference speaks of 255 bytes",
  catalogue: 'M44',
  kind: 'fault',
  expected: ['valid-requests-are-accepted', 'lengths-count-code-points'],
  change: (parts) => refusing(parts, ([, value]) => typeof value === 'string' && Buffer.byteLength(value) > 255),
} satisfies FaultDefinition;
