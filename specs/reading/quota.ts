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

/**
 * The flaw of a write that would leave more items than the target lets a map have. Where no limit is announced, a map may be refused for its size once it is
 * larger than any this trace has seen stored.
 */
export function sizeFlaws(ask: Ask, before: SeenMap | null, largestSeen: number, trace: Trace, contract: Contract): readonly Flaw[] {
  const size = resultingSize(ask, before);
  if (size === null || ask.effect === 'remove' || (before !== null && ask.effect !== 'replace' && size <= before.map.size + before.foreignKeys)) return [];
  const { maxItems, maxItemsAnnounced } = trace.facts;
  const flaw = (beyond: Flaw['beyond']): Flaw[] => [{ constraint: contract.quota.constraint, beyond, rejection: 'quota', class: beyond === 'reject' ? 'map:beyond-quota' : null }];
  // Whether the provider's own keys count is the provider's to say.
  const own = size - (before?.foreignKeys ?? 0);
  if (maxItemsAnnounced && maxItems !== null) return own > maxItems ? flaw('reject') : size > maxItems ? flaw('either') : [];
  if (contract.quota.maxItems === null) return [];
  return size > Math.max(ORDINARY_ITEMS, largestSeen) ? flaw('either') : [];
}
