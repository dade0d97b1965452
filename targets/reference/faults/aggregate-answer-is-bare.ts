import type { FaultDefinition } from '../fault.ts';
import { changeJson } from '../faulty/replies.ts';
import { valueAt } from '../json.ts';

export default {
  title: 'the action answers the aggregate without its envelope',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M114',
  kind: 'fault',
  expected: ['answers-fit-their-schema'],
  change: (parts) => ({
    respond: (context, answer) => changeJson(parts.respond(context, answer), (body) => valueAt(body, '/aggregate') ?? null),
  }),
} satisfies FaultDefinition;
