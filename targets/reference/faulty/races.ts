/** What servers do that do not keep writers apart. */
import { effectOf } from '../effect-of.ts';
import type { Applied, Found, Parts } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** No lock at all. */
export async function unlocked<T>(_context: Found, work: () => Promise<T>): Promise<T> {
  return work();
}

/** What the request makes of another map than the one that it read. */
export function onto(context: Applied, current: Metadata): Metadata {
  return effectOf({ ...context, before: current });
}

/** A write that dwells on what it read, for so many milliseconds; reads do not. */
export function slowlyForWrites(parts: Parts, ms: number): Parts['load'] {
  return async (context) => {
    const read = await parts.load(context);
    await context.cloud.pause(context.raw.method === 'GET' ? 0 : ms);
    return read;
  };
}
