import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'under /v2 POST makes what was sent the whole map',
  contracts: ['server', 'image'],
  cites: 'plausible',
  catalogue: 'X111',
  kind: 'fault',
  expected: ['merge-keeps-other-keys'],
  change: (parts) => onlyWhen(parts, { merge: parts.replace }, ({ match }) => match.version === '/v2'),
} satisfies FaultDefinition;
