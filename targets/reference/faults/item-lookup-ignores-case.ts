import type { FaultDefinition } from '../fault.ts';
import { isCaseTwin } from '../faulty/alike.ts';
import type { Held } from '../parts.ts';

/** The first key that is the one asked for, whatever its case. */
function storedName({ before, key }: Held): string | null {
  if (key === null || before.has(key)) return key;
  return [...before.keys()].find((name) => isCaseTwin(name, key)) ?? key;
}

export default {
  title: 'GET of FOO answers with foo',
  contracts: ['server', 'image', 'volume'],
  effects: ['read'],
  cites: 'plausible: the collation of a database',
  catalogue: 'M38',
  kind: 'fault',
  expected: ['absent-keys-are-not-found'],
  change: (parts) => ({
    checkItem: (context) => { parts.checkItem({ ...context, key: storedName(context) }); },
    present: (context) => parts.present({ ...context, key: storedName(context) }),
  }),
} satisfies FaultDefinition;
