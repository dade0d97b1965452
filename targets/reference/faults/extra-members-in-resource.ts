import type { FaultDefinition } from '../fault.ts';
import { isMap } from '../json.ts';
import type { Json } from '../json.ts';

export default {
  title: 'the resource is shown with members that no document names',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    view: (context, resource, metadata) => new Map([...parts.view(context, resource, metadata)].map(([name, inner]) =>
      [name, isMap(inner) ? new Map<string, Json>([...inner, ['vendor:zone', 'z1'], ['vendor:tags', [new Map([['a', 1]])]]]) : inner])),
  }),
} satisfies FaultDefinition;
