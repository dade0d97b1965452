import type { FaultDefinition } from '../fault.ts';
import { isMap } from '../json.ts';
import type { Json } from '../json.ts';
import type { Metadata } from '../store.ts';

function mapOf(action: Json): Metadata {
  const map = isMap(action) ? action.get('metadata') : undefined;
  return isMap(map) ? map : new Map();
}

export default {
  title: 'of two actions in one body both run',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M113',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    validate: async (context) => {
      const { body } = context;
      const others = isMap(body) && body.has('set_metadata') ? [...body].filter(([name]) => name !== 'set_metadata') : [];
      if (others.length === 0 || !isMap(body)) return parts.validate(context);
      const sent = await parts.validate({ ...context, body: new Map([['set_metadata', body.get('set_metadata')!]]) });
      const second = others.flatMap(([, action]) => [...mapOf(action)]);
      return new Map([...sent, ...second]);
    },
  }),
} satisfies FaultDefinition;
