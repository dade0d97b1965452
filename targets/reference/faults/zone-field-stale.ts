import type { FaultDefinition } from '../fault.ts';
import { withValueAt } from '../json.ts';
import type { Json, JsonMap } from '../json.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'the zone of the aggregate stays when the item of that name changes',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M21',
  kind: 'fault',
  expected: ['declared-places-are-equal'],
  change: (parts) => {
    const first = new WeakMap<Resource, Json>();
    return {
      commit: async (context) => {
        if (!first.has(context.resource)) first.set(context.resource, context.before.get('availability_zone') ?? null);
        await parts.commit(context);
      },
      view: (context, resource, metadata) => {
        const shown = parts.view(context, resource, metadata);
        const zone = first.get(resource);
        return zone === undefined ? shown : withValueAt(shown, '/aggregate/availability_zone', zone) as JsonMap;
      },
    };
  },
} satisfies FaultDefinition;
