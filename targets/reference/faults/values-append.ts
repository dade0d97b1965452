import type { FaultDefinition } from '../fault.ts';
import { storingText } from '../faulty/effects.ts';

export default {
  title: 'a new value is appended to the old one, behind a comma',
  effects: ['merge', 'upsert'],
  cites: 'pycontribs/pyrax#553',
  catalogue: 'M07',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => storingText(parts, (text, { before }, key) => {
    const old = before.get(key);
    return typeof old === 'string' ? `${old},${text}` : text;
  }),
} satisfies FaultDefinition;
