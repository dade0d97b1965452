import type { FaultDefinition } from '../fault.ts';
import { operationOf, staleAfter } from '../faulty/stale-reads.ts';

export default {
  title: 'the resource is shown with the item that was removed last',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible: a cached representation',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['views-agree'],
  change: (parts) => staleAfter(parts, 'remove', (context) => operationOf(context)?.on !== 'map' && operationOf(context)?.on !== 'item'),
} satisfies FaultDefinition;
