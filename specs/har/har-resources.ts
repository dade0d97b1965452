/** Sorts recorded entries by the resource they speak to, and counts what is left out. */
import type { Contract } from '../../contracts/contract.ts';
import { harAddress } from './har-address.ts';
import type { HarAddress } from './har-address.ts';
import type { Har, HarEntry } from './har.ts';

/** An entry with where it goes. */
export interface Addressed {
  readonly entry: HarEntry;
  readonly address: HarAddress;
}

/** One resource of a recording, with everything that was sent to it, in the order of the file. */
export interface HarResource {
  readonly contract: Contract;
  readonly origin: string;
  readonly resourceId: string;
  readonly entries: readonly Addressed[];
}

/** What was sorted. */
export interface SortedHar {
  readonly resources: readonly HarResource[];
  /** How many entries were left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Whether an entry is about the metadata rather than about the resource that bears it, which many APIs have under like paths. */
function isAboutMetadata({ entry, address }: Addressed): boolean {
  return address.operations.some(({ effect, on, method }) => on !== 'resource' || (effect !== 'read' && method === entry.request.method.toUpperCase()));
}

function reasonToLeaveOut(entry: HarEntry, address: HarAddress | null): string | null {
  if (address === null) return 'to something that no contract speaks of';
  if (['OPTIONS', 'HEAD'].includes(entry.request.method.toUpperCase())) return 'OPTIONS and HEAD';
  if (entry._fromCache != null || entry.response.status === 304) return 'answered from a cache';
  return null;
}

/** Sorts the entries of a recording by resource; those without any request about metadata are left out. */
export function sortHar(har: Har, contracts: readonly Contract[]): SortedHar {
  const leftOut: Record<string, number> = {};
  const drop = (reason: string, count = 1): void => { leftOut[reason] = (leftOut[reason] ?? 0) + count; };
  const resources = new Map<string, Addressed[]>();
  for (const entry of har.log.entries) {
    const address = harAddress(entry.request.url, contracts);
    const reason = reasonToLeaveOut(entry, address);
    if (address === null || reason !== null) {
      drop(reason ?? '');
      continue;
    }
    const key = JSON.stringify([address.contract.id, address.origin, address.route.base, address.resourceId]);
    const known = resources.get(key);
    if (known === undefined) resources.set(key, [{ entry, address }]);
    else known.push({ entry, address });
  }
  const all = [...resources.values()].flatMap((entries): readonly HarResource[] => {
    const [first] = entries;
    if (first !== undefined && entries.some(isAboutMetadata)) return [{ contract: first.address.contract, origin: first.address.origin, resourceId: first.address.resourceId, entries }];
    drop('to resources whose metadata nobody asked for', entries.length);
    return [];
  });
  return { resources: all, leftOut };
}
