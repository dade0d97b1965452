import type { FaultDefinition } from '../fault.ts';

export default {
  title: '.json and .xml are cut off the key of a URL',
  cites: 'nova routing before 2014',
  catalogue: 'M81',
  kind: 'fault',
  expected: ['url-key-is-the-body-key', 'absent-keys-are-not-found', 'valid-requests-are-accepted'],
  change: (parts) => ({ decodeKey: (segment) => parts.decodeKey(segment).replace(/\.(json|xml)$/, '') }),
} satisfies FaultDefinition;
