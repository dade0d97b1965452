import type { FaultDefinition } from '../fault.ts';
import type { Operation } from '../../../contracts/contract.ts';
import type { Match } from '../parts.ts';
import { matchRoute } from '../routes.ts';

/** The collection's replace reached through an item's path: it takes the item's envelope. */
function escaped(match: Match, item: Operation, collection: Operation): Match {
  if (match.destination.kind !== 'operation') return match;
  const operation = { ...collection, requestMap: item.requestMap, requestSchema: item.requestSchema };
  return { ...match, destination: { ...match.destination, operation } };
}

export default {
  title: 'an item addressed as %2e or %2e%2e reaches the collection, and PUT replaces the whole map',
  cites: 'plausible: a proxy that resolves dot segments after decoding',
  catalogue: 'M82',
  kind: 'fault',
  expected: ['upsert-changes-one-key'],
  change: (parts) => ({
    route: (context, segments) => {
      const last = segments.at(-1);
      if (context.raw.method !== 'PUT' || !['.', '..'].includes(last?.text ?? '') || last?.raw === last?.text) return parts.route(context, segments);
      for (const line of context.cloud.routes) {
        if (line.destination.kind !== 'operation' || line.destination.operation.effect !== 'upsert') continue;
        const { contract, operation } = line.destination;
        const collection = contract.operations.find(({ effect, on }) => effect === 'replace' && on === 'map');
        const match = matchRoute(line, [...segments.slice(0, -1), { raw: 'x', text: 'x' }]);
        if (match !== null && collection !== undefined) return escaped(match, operation, collection);
      }
      return parts.route(context, segments);
    },
  }),
} satisfies FaultDefinition;
