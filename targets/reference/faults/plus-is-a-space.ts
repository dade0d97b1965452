import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a plus sign in the path is read as a space',
  cites: 'plausible',
  catalogue: 'M80',
  kind: 'fault',
  expected: ['url-key-is-the-body-key'],
  change: (parts) => ({ decodeKey: (segment) => parts.decodeKey(segment.raw.includes('+') ? { ...segment, text: segment.text.replaceAll('+', ' ') } : segment) }),
} satisfies FaultDefinition;
