import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'POST takes numbers as values, answers them and stores text',
  effects: ['merge'],
  cites: "nova's extra specs of a flavor do so by design",
  catalogue: 'M57',
  kind: 'fault',
  expected: ['invalid-data-is-refused', 'answers-tell-what-is-stored'],
  change: (parts) => ({
    ...accepting(parts, ([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
    merge: storing(parts, ([key, value]) => [key, typeof value === 'number' ? String(value) : value]).merge,
    present: (context) => new Map([...parts.present(context)].map(([key, value]) => [key, context.sent.get(key) ?? value])),
  }),
} satisfies FaultDefinition;
