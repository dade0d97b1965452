import type { FaultDefinition } from '../fault.ts';
import type { Metadata, Resource } from '../store.ts';

export default {
  title: 'of merges into two resources at once the later one stores the keys of both',
  effects: ['merge'],
  cites: 'plausible: request state in a variable of the module',
  catalogue: 'corner',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races', 'bystanders-are-untouched', 'no-key-appears-unasked'],
  change: (parts) => {
    const inFlight = new Set<{ readonly resource: Resource; readonly sent: Metadata }>();
    return {
      commit: async (context) => {
        const mine = { resource: context.resource, sent: context.sent };
        const others = [...inFlight].filter(({ resource }) => resource !== context.resource && resource.kind === context.resource.kind);
        inFlight.add(mine);
        await context.cloud.pause(4);
        inFlight.delete(mine);
        const foreign = others.flatMap(({ sent }) => [...sent]).filter(([, value]) => value !== null);
        await parts.commit({ ...context, after: new Map([...context.after, ...foreign]) });
      },
    };
  },
} satisfies FaultDefinition;
