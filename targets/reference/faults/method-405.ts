import type { FaultDefinition } from '../fault.ts';
import { withHeader } from '../faulty/replies.ts';
import type { Arrived, Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { matchRoute } from '../routes.ts';

function segmentsOf(parts: Parts, context: Arrived): ReturnType<Parts['split']> {
  try {
    return parts.split(context);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The methods of a path; one that cannot be decoded has none. */
function methodsOf(parts: Parts, context: Arrived): readonly string[] {
  const segments = segmentsOf(parts, context);
  return [...new Set(context.cloud.routes.filter((line) => matchRoute(line, segments) !== null).map(({ method }) => method))];
}

export default {
  title: 'a method that a path does not have is answered 405, with Allow',
  cites: 'plausible',
  catalogue: 'T04',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    respondError: (context, refusal) => {
      const allowed = context === null || refusal.reason !== 'path' ? [] : methodsOf(parts, context);
      const reply = parts.respondError(context, allowed.length === 0 ? refusal : new Refusal(405, 'method', 'The method is not allowed for this resource.'));
      return allowed.length === 0 ? reply : withHeader(reply, 'allow', allowed.join(', '));
    },
  }),
} satisfies FaultDefinition;
