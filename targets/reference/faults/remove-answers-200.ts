import type { FaultDefinition } from '../fault.ts';
import { withJson } from '../faulty/replies.ts';

export default {
  title: 'a removal is answered 200, with the map that is left',
  contracts: ['server', 'image'],
  effects: ['remove'],
  cites: 'cinder and manila answer 200',
  catalogue: 'M106',
  kind: 'fault',
  expected: ['success-has-the-stated-status'],
  change: (parts) => ({
    respond: (context, answer) => withJson({ ...parts.respond(context, answer), status: 200 }, new Map([['metadata', context.after]])),
  }),
} satisfies FaultDefinition;
