/** Ways in which a fault judges the pairs of a request otherwise than the contract's schema does. */
import { isMap, valueAt, withValueAt } from '../json.ts';
import { statusFor } from '../parts/validate.ts';
import type { Parsed, Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Metadata } from '../store.ts';
import type { Pair } from './effects.ts';

/** A request before its body was read. */
export type Unread = Omit<Parsed, 'sent'>;

function sentMap({ body, operation }: Unread): Metadata | null {
  const map = operation.requestMap === null ? undefined : valueAt(body, operation.requestMap);
  return isMap(map) ? map : null;
}

/** A request with another map in its body. */
export function withSentMap(context: Unread, map: Metadata): Unread {
  return { ...context, body: withValueAt(context.body, context.operation.requestMap ?? '', map) };
}

/** Bodies that are refused only for pairs that `disguise` makes valid are taken as they were sent. */
export function accepting(parts: Parts, disguise: (pair: Pair, context: Unread) => Pair): Pick<Parts, 'validate'> {
  return {
    validate: async (context) => {
      try {
        return await parts.validate(context);
      } catch (refusal) {
        const sent = sentMap(context);
        if (sent === null) throw refusal;
        await parts.validate(withSentMap(context, new Map([...sent].map((pair) => disguise(pair, context)))));
        return sent;
      }
    },
  };
}

/** Valid pairs that `isRefused` names are answered as invalid data. */
export function refusing(parts: Parts, isRefused: (pair: Pair, context: Unread) => boolean): Pick<Parts, 'validate'> {
  return {
    validate: async (context) => {
      const sent = await parts.validate(context);
      if ([...sent].some((pair) => isRefused(pair, context))) throw new Refusal(statusFor(context.contract, 'invalid', 400), 'invalid', 'Malformed request body');
      return sent;
    },
  };
}

/** Valid pairs that `isFatal` names end in a server error. */
export function crashing(parts: Parts, isFatal: (pair: Pair) => boolean): Pick<Parts, 'validate'> {
  return {
    validate: async (context) => {
      const sent = await parts.validate(context);
      if ([...sent].some(isFatal)) throw new Error('a pair that nobody thought of');
      return sent;
    },
  };
}
