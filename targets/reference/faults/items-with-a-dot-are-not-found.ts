import type { FaultDefinition } from '../fault.ts';
import { isOn } from '../faulty/reroute.ts';

export default {
  title: 'an item whose key has a dot in it has no route',
  cites: 'G-Core/terraform-provider-gcore#153',
  catalogue: 'M81b',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    route: (context, segments) => {
      const match = parts.route(context, segments);
      return isOn(match, 'item') && segments.at(-1)?.text.includes('.') === true ? null : match;
    },
  }),
} satisfies FaultDefinition;
