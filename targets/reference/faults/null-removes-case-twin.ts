import type { FaultDefinition } from '../fault.ts';
import { isCaseTwin } from '../faulty/alike.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'ABC with null removes abc, which the answer still shows',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'nova on MySQL',
  catalogue: 'M43',
  kind: 'fault',
  expected: ['merge-keeps-other-keys', 'answers-tell-what-is-stored'],
  change: (parts) => ({
    merge: (held) => {
      const removed = [...held.sent].flatMap(([key, value]) => (value === null ? [key] : []));
      return without(parts.merge(held), (name) => !held.sent.has(name) && removed.some((key) => isCaseTwin(key, name)));
    },
    present: (context) => parts.present({ ...context, after: parts.merge(context) }),
  }),
} satisfies FaultDefinition;
