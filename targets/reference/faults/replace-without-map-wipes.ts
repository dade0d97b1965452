import type { FaultDefinition } from '../fault.ts';
import { isMap, valueAt } from '../json.ts';

export default {
  title: 'a replace whose body has no map is taken as the empty map',
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'M101',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    validate: async (context) => (isMap(context.body) && valueAt(context.body, context.operation.requestMap ?? '') === undefined ? new Map() : parts.validate(context)),
  }),
} satisfies FaultDefinition;
