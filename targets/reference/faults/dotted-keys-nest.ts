import type { FaultDefinition } from '../fault.ts';
import { withValueAt } from '../json.ts';
import type { Json } from '../json.ts';
import type { Metadata } from '../store.ts';

function nested(metadata: Metadata): Metadata {
  let root: Json = new Map();
  for (const [key, value] of metadata) root = withValueAt(root, `/${key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`, value);
  return root as Metadata;
}

export default {
  title: 'a key with a dot is stored as an object in an object',
  cites: 'plausible: what document stores do with dotted names',
  catalogue: 'M59',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'answers-fit-their-schema'],
  change: (parts) => ({
    commit: async (context) => { await parts.commit({ ...context, after: nested(context.after) }); },
  }),
} satisfies FaultDefinition;
