import type { FaultDefinition } from '../fault.ts';
import { isOn } from '../faulty/reroute.ts';

export default {
  title: 'PUT of the map with a slash behind its path wipes it',
  cites: 'plausible',
  catalogue: 'M83',
  kind: 'fault',
  expected: ['refused-requests-change-nothing', 'replace-removes-absent-keys', 'only-offered-methods-work', 'reads-change-nothing'],
  change: (parts) => ({
    route: (context, segments) => {
      if (context.raw.method !== 'PUT' || !context.path.endsWith('/')) return parts.route(context, segments);
      const match = parts.route(context, segments.slice(0, -1));
      return isOn(match, 'map') ? match : parts.route(context, segments);
    },
    validate: async (context) => (context.path.endsWith('/') ? new Map() : parts.validate(context)),
  }),
} satisfies FaultDefinition;
