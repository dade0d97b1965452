/** Reading and writing the stored map, alone with the resource. */
import type { Applied, Found, Shown } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** Run `work` while no other write touches the resource. */
export async function exclusive<T>({ cloud, resource }: Found, work: () => Promise<T>): Promise<T> {
  return cloud.store.exclusive(resource, work);
}

/** The map that was committed last. */
export async function load({ resource }: Shown): Promise<Metadata> {
  return Promise.resolve(resource.metadata);
}

/** Make the new map the stored one, in one step. */
export async function commit({ after, resource }: Applied): Promise<void> {
  resource.metadata = after;
  resource.updatedAt = new Date();
  await Promise.resolve();
}
