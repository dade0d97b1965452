import type { FaultDefinition } from '../fault.ts';
import { slowlyForWrites, unlocked } from '../faulty/races.ts';

export default {
  title: 'actions on one aggregate each read the metadata, and the last to write wins',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M131',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    load: slowlyForWrites(parts, 8),
  }),
} satisfies FaultDefinition;
