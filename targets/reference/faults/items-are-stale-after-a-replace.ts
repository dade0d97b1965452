import type { FaultDefinition } from '../fault.ts';
import { operationOf, staleAfter } from '../faulty/stale-reads.ts';

export default {
  title: 'single items are read as they were before the last replace',
  cites: 'plausible: a cache of items that only item writes invalidate',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['views-agree'],
  change: (parts) => staleAfter(parts, 'replace', (context) => operationOf(context)?.on === 'item'),
} satisfies FaultDefinition;
