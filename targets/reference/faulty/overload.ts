/** Refusals that ask to come back later. */
import type { Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { everyNth } from './now-and-then.ts';
import { withHeader } from './replies.ts';

/** How many requests lie between two refusals. */
const EVERY = 31;

/** Refuse now and then before anything else is looked at, with Retry-After: 0 in seconds, at every fourth refusal 1. */
export function overloadedNowAndThen(parts: Parts, status: 429 | 503, message: string): Pick<Parts, 'receive' | 'respondError'> {
  const isOverloaded = everyNth(EVERY);
  const isLong = everyNth(4);
  return {
    receive: (raw, cloud, all) => {
      if (isOverloaded()) throw new Refusal(status, 'invalid', message);
      return parts.receive(raw, cloud, all);
    },
    respondError: (context, refusal) => {
      const reply = parts.respondError(context, refusal);
      return refusal.status === status ? withHeader(reply, 'retry-after', isLong() ? '1' : '0') : reply;
    },
  };
}
