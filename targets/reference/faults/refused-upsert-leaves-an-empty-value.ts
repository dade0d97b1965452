import type { FaultDefinition } from '../fault.ts';
import { findForAnybody } from '../faulty/callers.ts';

export default {
  title: 'an upsert that is refused has made its key, with an empty value',
  effects: ['upsert'],
  cites: 'plausible: a row that is inserted before the request is checked',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    matchKey: (context) => {
      const { key, resourceId } = context;
      const resource = findForAnybody(context);
      if (key !== null && resource !== undefined && resourceId !== '' && !context.sent.has(key) && !resource.metadata.has(key)) resource.metadata = new Map(resource.metadata).set(key, '');
      parts.matchKey(context);
    },
  }),
} satisfies FaultDefinition;
