/** What servers do that do not keep writers apart. */
import { effectOf } from '../effect-of.ts';
import type { Applied, Found } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** No lock at all. */
export async function unlocked<T>(_context: Found, work: () => Promise<T>): Promise<T> {
  return work();
}

/** What the request makes of another map than the one that it read. */
export function onto(context: Applied, current: Metadata): Metadata {
  return effectOf({ ...context, before: current });
}
