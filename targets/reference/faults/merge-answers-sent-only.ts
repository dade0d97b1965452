import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer to POST holds only what was sent',
  effects: ['merge'],
  cites: 'openstacksdk, openstack/common/metadata.py: it takes the map of its request for the whole map',
  catalogue: 'M28',
  kind: 'fault',
  profiles: ['de-facto'],
  expected: ['answers-hold-the-promised-map'],
  change: () => ({ present: ({ sent }) => new Map([...sent].filter(([, value]) => value !== null)) }),
} satisfies FaultDefinition;
