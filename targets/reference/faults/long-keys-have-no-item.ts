import type { FaultDefinition } from '../fault.ts';
import { isOn } from '../faulty/reroute.ts';

export default {
  title: 'an item whose key is longer than 128 characters has no route',
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    route: (context, segments) => {
      const match = parts.route(context, segments);
      return isOn(match, 'item') && (segments.at(-1)?.text.length ?? 0) > 128 ? null : match;
    },
  }),
} satisfies FaultDefinition;
