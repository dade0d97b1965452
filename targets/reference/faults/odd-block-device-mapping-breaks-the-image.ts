import type { FaultDefinition } from '../fault.ts';
import { sentPairs, withPairs } from '../faulty/sent-pairs.ts';
import type { Metadata } from '../store.ts';

function isBroken(metadata: Metadata): boolean {
  const mapping = metadata.get('block_device_mapping');
  return typeof mapping === 'string' && !/^[[{"\d]/.test(mapping);
}

export default {
  title: 'an item block_device_mapping that is no JSON is answered 500, and the image cannot be read while it has it',
  contracts: ['image'],
  cites: 'nova: nova/image/glance.py parses these properties as JSON',
  catalogue: 'M118',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    validate: async (context) => {
      const pairs = sentPairs(context);
      if (!isBroken(new Map(pairs)) || context.key !== null) return parts.validate(context);
      await parts.validate(withPairs(context, pairs.filter(([key]) => key !== 'block_device_mapping')));
      return new Map(pairs);
    },
    load: async (context) => {
      const metadata = await parts.load(context);
      if (context.raw.method === 'GET' && isBroken(metadata)) throw new Error('The mapping is no JSON.');
      return metadata;
    },
    present: (context) => {
      if (isBroken(context.after)) throw new Error('The mapping is no JSON.');
      return parts.present(context);
    },
  }),
} satisfies FaultDefinition;
