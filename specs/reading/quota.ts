/** What the item limit means for a write. */
import type { Contract } from '../../contracts/contract.ts';
import type { Trace } from '../../targets/trace.ts';
import { applyEffect } from './effect.ts';
import type { Ask, Flaw } from './request.ts';
import type { SeenMap } from './trace-reading.ts';

/** A key that differs only in case from a stored one, where the contract lets a service refuse that. */
export function twinFlaws(ask: Ask, before: SeenMap | null, contract: Contract): readonly Flaw[] {
  const law = contract.laws.find(({ kind }) => kind === 'case-distinct');
  if (law === undefined || before === null || ask.sent === null || ask.effect === 'replace') return [];
  const stored = new Map([...before.map.keys()].map((key) => [key.toLowerCase(), key]));
  const twins = [...ask.sent.keys()].some((key) => (stored.get(key.toLowerCase()) ?? key) !== key && !before.map.has(key));
  return twins ? [{ constraint: law.constraint, beyond: contract.constraints.get(law.constraint)?.beyond ?? 'either', rejection: 'invalid', class: 'map:case-twin' }] : [];
}

/** Below this a map is ordinary: no service known sets its limit lower, so a refusal is not the quota's doing. */
const ORDINARY_ITEMS = 32;

/** The number of items the map would hold after a write, foreign keys included; null when the state before is not known. */
export function resultingSize(ask: Ask, before: SeenMap | null): number | null {
  if (ask.operation === null) return null;
  if (ask.effect === 'replace' && ask.sent !== null) return ask.sent.size;
  if (before === null) return null;
  return applyEffect(before.map, ask.effect, ask.sent, ask.key, ask.operation.nullMeans).size + before.foreignKeys;
}

/** What a trace knows of the sizes of one slot's map. */
export interface SizeFacts {
  /** Items of the largest map seen so far, foreign keys included. */
  readonly largestSeen: number;
  /** The most foreign keys that the slot is known to have had, see {@link foreignCounts}. */
  readonly mostForeign: number;
}

/** Whether a write leaves no more items than it found, whatever others did meanwhile. */
function addsNothing(own: number, ask: Ask, before: SeenMap | null): boolean {
  return before !== null && ask.effect !== 'replace' && own <= before.map.size;
}

/**
 * The flaw of a write that would leave more items than the target lets a map have. Where no limit is announced, a map may be refused for its size once it is
 * larger than any this trace has seen stored. Keys of others may survive a write and come between two reads, and whether they count is the provider's to say: where
 * the limit lies between the run's own items and these with all foreign keys that were seen, the write may be accepted or refused.
 */
export function sizeFlaws(ask: Ask, before: SeenMap | null, { largestSeen, mostForeign }: SizeFacts, trace: Trace, contract: Contract): readonly Flaw[] {
  const size = resultingSize(ask, before);
  if (size === null || ask.effect === 'remove') return [];
  const own = ask.effect === 'replace' ? size : size - (before?.foreignKeys ?? 0);
  const idle = addsNothing(own, ask, before);
  if (idle && mostForeign === 0) return [];
  const { maxItems, maxItemsAnnounced } = trace.facts;
  const flaw = (beyond: Flaw['beyond']): Flaw[] => [{ constraint: contract.quota.constraint, beyond, rejection: 'quota', class: beyond === 'reject' ? 'map:beyond-quota' : null }];
  if (maxItemsAnnounced && maxItems !== null) return own > maxItems && !idle ? flaw('reject') : own + mostForeign > maxItems ? flaw('either') : [];
  if (contract.quota.maxItems === null) return [];
  return own + mostForeign > Math.max(ORDINARY_ITEMS, largestSeen) ? flaw('either') : [];
}
