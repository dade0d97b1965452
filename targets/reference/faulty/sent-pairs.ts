/** The pairs of a request body that was not validated, one by one. */
import { isMap, valueAt, withValueAt } from '../json.ts';
import type { Json } from '../json.ts';
import type { Parsed, Parts } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** A request before its body was validated. */
export type Unread = Omit<Parsed, 'sent'>;

type Pair = readonly [key: string, value: Json];

/** The pairs where the request map should be; none when there is no object. */
export function sentPairs({ body, operation }: Unread): readonly Pair[] {
  const map = valueAt(body, operation.requestMap ?? '');
  return isMap(map) ? [...map] : [];
}

/** The request with these pairs for its map, its envelope made new. */
export function withPairs(context: Unread, pairs: readonly Pair[]): Unread {
  return { ...context, body: withValueAt(undefined, context.operation.requestMap ?? '', new Map(pairs)) };
}

/** Which of the pairs would be accepted alone, by these parts. */
export async function validPairs(parts: Parts, context: Unread): Promise<readonly Pair[]> {
  const judged = await Promise.all(sentPairs(context).map(async (pair) => ({ pair, isValid: await isAccepted(parts, withPairs(context, [pair])) })));
  return judged.flatMap(({ isValid, pair }) => (isValid ? [pair] : []));
}

/** Whether the body is accepted. */
export async function isAccepted(parts: Parts, context: Unread): Promise<boolean> {
  try {
    await parts.validate(context);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
