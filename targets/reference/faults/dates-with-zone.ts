import type { FaultDefinition } from '../fault.ts';
import { valueAt, withValueAt } from '../json.ts';
import type { Json } from '../json.ts';

export default {
  title: 'times of aggregates have a zone',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    view: (context, resource, metadata) => ['/aggregate/created_at', '/aggregate/updated_at'].reduce<Json>((shown, pointer) => {
      const time = valueAt(shown, pointer);
      return typeof time === 'string' ? withValueAt(shown, pointer, `${time.slice(0, 19)}+00:00`) : shown;
    }, parts.view(context, resource, metadata)) as Map<string, Json>,
  }),
} satisfies FaultDefinition;
