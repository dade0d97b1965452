import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

/** The first 255 code points. */
function cut(text: string): string {
  return text.length <= 255 ? text : [...text].slice(0, 255).join('');
}

export default {
  title: 'keys and values that are too long are cut and stored',
  cites: 'plausible: MySQL when it is not strict',
  catalogue: 'M46',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => {
    const { validate } = accepting(parts, ([key, value]) => [cut(key), typeof value === 'string' ? cut(value) : value]);
    return {
      validate: async (context) => new Map([...await validate(context)].map(([key, value]) => [context.key === null ? cut(key) : key, typeof value === 'string' ? cut(value) : value])),
    };
  },
} satisfies FaultDefinition;
