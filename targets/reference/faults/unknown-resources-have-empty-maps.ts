import type { FaultDefinition } from '../fault.ts';
import { withJson } from '../faulty/replies.ts';

export default {
  title: 'the map of a resource that does not exist is read as an empty one',
  contracts: ['server', 'image', 'volume'],
  effects: ['read'],
  cites: 'plausible: rows are looked up by the id in the URL, and nobody asks whether it is one',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['unknown-resources-are-not-found'],
  change: (parts) => ({
    respondError: (context, refusal) => {
      const reply = parts.respondError(context, refusal);
      if (refusal.status !== 404 || context === null || !('match' in context)) return reply;
      const { destination } = context.match;
      const isMapRead = destination.kind === 'operation' && destination.operation.effect === 'read' && destination.operation.on === 'map';
      return isMapRead ? { ...withJson(reply, new Map([['metadata', new Map()]])), status: 200 } : reply;
    },
  }),
} satisfies FaultDefinition;
