import type { FaultDefinition } from '../fault.ts';
import { isOn, routeAs } from '../faulty/reroute.ts';

export default {
  title: 'PATCH, which the API does not offer, merges',
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['only-offered-methods-work'],
  change: (parts) => ({
    route: (context, segments) => {
      const match = context.raw.method === 'PATCH' ? routeAs(parts, context, segments, 'POST') : null;
      return isOn(match, 'map') ? match : parts.route(context, segments);
    },
  }),
} satisfies FaultDefinition;
