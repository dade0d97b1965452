import type { FaultDefinition } from '../fault.ts';
import { withJson } from '../faulty/replies.ts';

export default {
  title: 'an upsert answers the item in the envelope of the map',
  effects: ['upsert'],
  cites: 'manila answers items that way',
  catalogue: 'M108',
  kind: 'fault',
  expected: ['answers-fit-their-schema', 'answers-hold-the-promised-map'],
  change: (parts) => ({
    respond: (context, answer) => withJson(parts.respond(context, answer), new Map([['metadata', answer]])),
  }),
} satisfies FaultDefinition;
