import type { FaultDefinition } from '../fault.ts';
import { isMap } from '../json.ts';

export default {
  title: 'the action add_metadata is answered as a success and does nothing',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'plausible: the document names the action so in its prose',
  catalogue: 'M112',
  kind: 'fault',
  expected: ['values-are-stored-exactly', 'sent-keys-are-stored', 'answers-hold-the-promised-map'],
  change: (parts) => ({
    validate: async (context) => (isMap(context.body) && context.body.has('add_metadata') && context.body.size === 1 ? new Map() : parts.validate(context)),
  }),
} satisfies FaultDefinition;
