import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a merge with the body of the one before is taken for its repetition and skipped, though it goes to another resource',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M132',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => {
    const last = { text: '', resource: '' };
    return {
      commit: async (context) => {
        const text = new TextDecoder().decode(context.raw.body);
        const isSkipped = text === last.text && context.resource.id !== last.resource;
        last.text = text;
        last.resource = context.resource.id;
        if (!isSkipped) await parts.commit(context);
      },
    };
  },
} satisfies FaultDefinition;
