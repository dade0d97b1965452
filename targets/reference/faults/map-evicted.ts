import type { FaultDefinition } from '../fault.ts';
import { remembered } from '../faulty/remembered.ts';

/** How long a map lives in what is only a cache. */
const KEPT_MS = 8;

export default {
  title: 'a map is forgotten a moment after it was written',
  cites: 'plausible',
  catalogue: 'M34',
  kind: 'fault',
  probabilistic: true,
  expected: ['reads-are-stable', 'sent-keys-are-stored', 'writes-are-visible-at-once'],
  change: (parts) => {
    const writtenAt = remembered(() => ({ ms: performance.now() }));
    return {
      commit: async (context) => {
        writtenAt(context.resource).ms = performance.now();
        await parts.commit(context);
      },
      load: async (context) => (performance.now() - writtenAt(context.resource).ms > KEPT_MS ? new Map() : parts.load(context)),
    };
  },
} satisfies FaultDefinition;
