import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'PUT of the whole map leaves items that it does not name',
  cites: 'the archived Compute API v2 reference promises it: an omitted key retains its value',
  catalogue: 'M02',
  kind: 'fault',
  expected: ['replace-removes-absent-keys'],
  change: (parts) => ({ replace: parts.merge }),
} satisfies FaultDefinition;
