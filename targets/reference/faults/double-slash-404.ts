import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a path with two slashes in a row leads nowhere',
  cites: 'plausible',
  catalogue: 'T07',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({ route: (context, segments) => (context.raw.target.split('?')[0]!.includes('//') ? null : parts.route(context, segments)) }),
} satisfies FaultDefinition;
