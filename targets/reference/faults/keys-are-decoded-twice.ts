import type { FaultDefinition } from '../fault.ts';
import { decodeOnce } from '../parts/receive.ts';

export default {
  title: 'the key of a URL is percent-decoded twice',
  cites: 'plausible',
  catalogue: 'M79',
  kind: 'fault',
  expected: ['url-key-is-the-body-key', 'absent-keys-are-not-found'],
  change: (parts) => ({ decodeKey: (segment) => decodeOnce(parts.decodeKey(segment)) }),
} satisfies FaultDefinition;
