import type { FaultDefinition } from '../fault.ts';
import { refusing } from '../faulty/sent-pairs.ts';

export default {
  title: 'null is refused where it removes an item',
  contracts: ['aggregate'],
  cites: 'LP #1334846',
  catalogue: 'M15',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => refusing(parts, ([, value]) => value === null),
} satisfies FaultDefinition;
