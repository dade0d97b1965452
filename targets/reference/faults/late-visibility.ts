import type { FaultDefinition } from '../fault.ts';
import type { Metadata, Resource } from '../store.ts';

/** How long a read still sees what was there before. */
const LATE_MS = 400;

export default {
  title: `a write is seen by readers only after ${LATE_MS} ms`,
  cites: 'rackerlabs/mimic#94',
  catalogue: 'M24',
  kind: 'fault',
  expected: ['writes-are-visible-at-once', 'sent-keys-are-stored'],
  change: (parts) => {
    const old = new WeakMap<Resource, { readonly metadata: Metadata; readonly untilMs: number }>();
    const stale = (resource: Resource): Metadata | undefined => {
      const entry = old.get(resource);
      return entry !== undefined && performance.now() < entry.untilMs ? entry.metadata : undefined;
    };
    return {
      commit: async (context) => {
        old.set(context.resource, { metadata: stale(context.resource) ?? context.before, untilMs: performance.now() + LATE_MS });
        await parts.commit(context);
      },
      // Writers look at the truth, only readers are late.
      load: async (context) => (context.raw.method === 'GET' ? stale(context.resource) : undefined) ?? await parts.load(context),
    };
  },
} satisfies FaultDefinition;
