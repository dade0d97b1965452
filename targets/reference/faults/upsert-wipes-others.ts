import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'PUT of one item removes all others',
  cites: 'plausible',
  catalogue: 'M03',
  kind: 'fault',
  expected: ['upsert-changes-one-key'],
  change: (parts) => ({ upsert: parts.replace }),
} satisfies FaultDefinition;
