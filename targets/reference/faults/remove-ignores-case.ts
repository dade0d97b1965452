import type { FaultDefinition } from '../fault.ts';
import { isCaseTwin } from '../faulty/alike.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'DELETE of foo removes Foo and FOO as well',
  effects: ['remove'],
  cites: 'LP #1535224',
  catalogue: 'M39',
  kind: 'fault',
  expected: ['remove-keeps-other-keys'],
  change: () => ({ remove: ({ before, key }) => without(before, (name) => isCaseTwin(name, key ?? '')) }),
} satisfies FaultDefinition;
