import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the removal of a key that is not there is answered as a success',
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'M106b',
  kind: 'fault',
  expected: ['absent-keys-are-not-found'],
  change: () => ({ checkItem: () => undefined }),
} satisfies FaultDefinition;
