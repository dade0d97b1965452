import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'set_metadata makes what it names the whole map of the aggregate',
  contracts: ['aggregate'],
  cites: "nova: the docstring of the aggregate's update_metadata says replace, commit 268190b252",
  catalogue: 'M12',
  kind: 'fault',
  expected: ['merge-keeps-other-keys'],
  change: (parts) => ({ merge: (held) => parts.merge({ ...held, before: new Map() }) }),
} satisfies FaultDefinition;
