import type { FaultDefinition } from '../fault.ts';
import { isOn, routeAs } from '../faulty/reroute.ts';

export default {
  title: 'DELETE of the whole map, which the API does not offer, wipes it',
  cites: 'plausible',
  catalogue: 'M116',
  kind: 'fault',
  expected: ['only-offered-methods-work'],
  change: (parts) => ({
    route: (context, segments) => {
      const match = context.raw.method === 'DELETE' ? routeAs(parts, context, segments, 'PUT') : null;
      return isOn(match, 'map') ? match : parts.route(context, segments);
    },
    validate: async (context) => (context.raw.method === 'DELETE' ? new Map() : parts.validate(context)),
    respond: (context, answer) => (context.raw.method === 'DELETE' && context.operation.on === 'map' ? { ...parts.respond(context, answer), status: 204, body: null } : parts.respond(context, answer)),
  }),
} satisfies FaultDefinition;
