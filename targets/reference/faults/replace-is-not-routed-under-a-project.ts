import type { FaultDefinition } from '../fault.ts';
import { isOn } from '../faulty/reroute.ts';

export default {
  title: 'PUT of the whole map is not found when the project id is in the path',
  contracts: ['server', 'image'],
  cites: 'nova a7e87e2c09 and cd4ffc892b',
  catalogue: 'M84',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    route: (context, segments) => {
      const match = parts.route(context, segments);
      return context.raw.method === 'PUT' && isOn(match, 'map') && match.projectId !== null ? null : match;
    },
  }),
} satisfies FaultDefinition;
