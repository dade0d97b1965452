import type { FaultDefinition } from '../fault.ts';
import { slowlyForWrites, unlocked } from '../faulty/races.ts';

export default {
  title: 'a write to an image reads all properties, changes its copy and writes all back, purging what is not in the copy',
  contracts: ['image'],
  cites: 'nova: nova/image/glance.py updates with purge_props',
  catalogue: 'M120',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    load: slowlyForWrites(parts, 6),
  }),
} satisfies FaultDefinition;
