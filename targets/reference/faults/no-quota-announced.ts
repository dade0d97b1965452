import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the service does not tell its limits',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({ route: (context, segments) => (segments.at(-1)?.text === 'limits' ? null : parts.route(context, segments)) }),
} satisfies FaultDefinition;
