import type { FaultDefinition } from '../fault.ts';
import type { Parsed } from '../parts.ts';

function asUrlSays<C extends Parsed>(context: C): C {
  const { projectId } = context.match;
  return projectId === null ? context : { ...context, caller: { ...context.caller, project: { ...context.caller.project, id: projectId } } };
}

export default {
  title: 'the project of the URL decides whose resource it is, not that of the token',
  cites: 'plausible',
  catalogue: 'M88',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: (parts) => ({
    checkProject: () => undefined,
    find: async (context) => parts.find(asUrlSays(context)),
    authorize: async (context) => { await parts.authorize(asUrlSays(context)); },
  }),
} satisfies FaultDefinition;
