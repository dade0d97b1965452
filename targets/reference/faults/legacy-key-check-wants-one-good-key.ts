import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

const KEY = /^[\w\-:. ]{1,255}$/;

export default {
  title: 'under /v2 invalid keys are stored as long as none is valid',
  contracts: ['server', 'image'],
  effects: ['merge'],
  cites: 'nova 33.0.0, not reported: the pattern is checked by what matches it',
  catalogue: 'M63',
  kind: 'fault',
  expected: ['invalid-data-is-refused', 'key-validity-ignores-siblings'],
  change: (parts) => ({
    validate: async (context) => {
      if (context.match.version !== '/v2') return parts.validate(context);
      return accepting(parts, ([key, value]) => [KEY.test(key) ? ' '.repeat(256) : `x${key.length}`, value]).validate(context);
    },
  }),
} satisfies FaultDefinition;
