import type { FaultDefinition } from '../fault.ts';
import { writeJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'the list of items holds an overwritten item twice, the old value first',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible: rows that are marked deleted are written out too; most parsers keep the last of equal members and hide it',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['maps-have-unique-keys'],
  change: (parts) => {
    const overwritten = new WeakMap<Resource, readonly [string, Json]>();
    return {
      commit: async (context) => {
        const { after, before, resource } = context;
        const old = [...before].find(([key, value]) => after.has(key) && after.get(key) !== value);
        if (old === undefined) overwritten.delete(resource);
        else overwritten.set(resource, old);
        await parts.commit(context);
      },
      respond: (context, answer) => {
        const reply = parts.respond(context, answer);
        const old = overwritten.get(context.resource);
        if (old === undefined || reply.body === null || context.operation.effect !== 'read' || context.operation.on !== 'map' || !answer.has(old[0])) return reply;
        return { ...reply, body: reply.body.replace(/(^\s*\{[^{]*\{)/, (opening) => `${opening}${writeJson(old[0])}:${writeJson(old[1])},`) };
      },
    };
  },
} satisfies FaultDefinition;
