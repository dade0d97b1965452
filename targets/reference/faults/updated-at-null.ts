import type { FaultDefinition } from '../fault.ts';
import { withValueAt } from '../json.ts';
import type { Json } from '../json.ts';

export default {
  title: 'aggregates never tell when they were updated',
  contracts: ['aggregate'],
  cites: 'the example of the document on aggregates',
  catalogue: 'T05',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    view: (context, resource, metadata) => withValueAt(parts.view(context, resource, metadata), '/aggregate/updated_at', null) as Map<string, Json>,
  }),
} satisfies FaultDefinition;
