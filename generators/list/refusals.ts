/** What must be refused, and what may be: each alone in its request, many on one start state, since a refusal changes nothing. */
import type { Contract } from '../../contracts/contract.ts';
import { valueClass } from '../classes.ts';
import { hazardousKeys, keyPerClass, lonelyKeys, reservedKeys } from '../key-samples.ts';
import { isAddressable, isHazardousClass, longestValue, operationOf } from '../limits.ts';
import { countMisses, keyLengthMisses, pairMisses, partlyInvalid, valueLengthMisses, valueTypeMisses, type NearMiss } from '../near-miss.ts';
import type { Entry, JsonValue, Step } from '../plan.ts';
import { isWrite, readItem, readMap, readResource, send, sendingEffects, upsertAs, type SendingEffect } from '../steps.ts';
import { lonelyValues } from '../value-samples.ts';
import { chained, type Draft } from './draft.ts';
import { readAtTheEnd } from './shared-reads.ts';

const START: readonly Entry[] = [['fine', 'before'], ['k', 'before']];

/** Odd keys that merge is tried with beyond one of each class. */
const FURTHER_KEYS = ['a ', '<a>'];

function sent(effect: SendingEffect, miss: NearMiss): Step {
  if (effect !== 'upsert') return { op: effect, slot: 'subject', entries: miss.entries };
  return upsertAs(miss.entries.at(-1)?.[0] ?? 'k', miss.entries);
}

/** Bad pairs of several kinds beside a good one, first and last in turn. */
function mixedMisses(contract: Contract): readonly NearMiss[] {
  const kinds = [...keyLengthMisses(contract), ...valueLengthMisses(contract).slice(0, 1), ...valueTypeMisses(contract).slice(0, 1)];
  return partlyInvalid(kinds);
}

/** An empty key has no item URL of its own: what its path leads to is a matter of addressing. */
function isSendable(effect: SendingEffect, { entries }: NearMiss): boolean {
  return effect !== 'upsert' || entries[0]?.[0] !== '';
}

function mustRefuse(contract: Contract, effect: SendingEffect): readonly Draft[] {
  const operation = operationOf(contract, effect);
  const whole = operation === undefined ? [] : countMisses(contract, operation);
  const misses = [...whole, ...pairMisses(contract), ...(effect === 'upsert' ? [] : mixedMisses(contract))].filter((miss) => isSendable(effect, miss));
  return chained({ family: 'near-miss', title: `${effect} what must be refused`, start: START, steps: misses.map((miss) => sent(effect, miss)) });
}

function oddKeys(contract: Contract, effect: SendingEffect): readonly string[] {
  const lonely = lonelyKeys(contract);
  const further = effect === 'merge' ? lonely.filter((key) => FURTHER_KEYS.includes(key)) : [];
  const keys = [...new Set([...keyPerClass(contract, lonely), ...further])];
  return effect === 'upsert' ? keys.filter((key) => isAddressable(contract, key)) : keys;
}

/** All of them for the effect that sends them alone by nature, one of each class for the others. */
function oddValues(contract: Contract, effect: SendingEffect): readonly JsonValue[] {
  const values = lonelyValues(contract);
  const seen = new Set<string>();
  return values.filter((value) => {
    const name = valueClass(value, contract);
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew || effect === (operationOf(contract, 'upsert') === undefined ? sendingEffects(contract)[0] : 'upsert');
  });
}

function mayRefuse(contract: Contract, effect: SendingEffect): readonly Draft[] {
  const odd = oddKeys(contract, effect).map((key) => send(effect, key, 'v'));
  const keys = effect === 'replace' ? odd : readAtTheEnd(odd);
  // Keys of their own, so that one read tells which was stored.
  // The first change what is there: to the same value, to the longest, and that to another.
  const again = effect === 'upsert' ? [send(effect, 'k', 'before'), send(effect, 'fine', 'w'.repeat(longestValue(contract))), send(effect, 'fine', 'again')] : [];
  const values = [...again, ...oddValues(contract, effect).map((value, index) => send(effect, `k${index}`, value))];
  const reserved = reservedKeys(contract).slice(0, effect === 'merge' ? 5 : 1).map((key) => send(effect, key, 'v'));
  const later = effect !== sendingEffects(contract)[0];
  const drafts: readonly Draft[] = [
    { family: 'boundary', title: `${effect} values that may be refused`, start: START, steps: effect === 'replace' ? values : readAtTheEnd(values) },
    { family: 'near-miss', title: `${effect} keys that may be refused`, start: START, later, steps: keys },
    { family: 'near-miss', title: `${effect} reserved keys`, start: START, later, hazardous: isHazardousClass(contract, 'key:reserved'), steps: reserved.length === 0 ? [] : [readResource(), ...reserved, readResource()], point: isWrite },
  ];
  return drafts.flatMap(chained);
}

/** A key in a title: whole where it is short. */
function named(key: string): string {
  return key.length > 40 ? `of ${key.length} characters ending in ${JSON.stringify(key.slice(-2))}` : JSON.stringify(key);
}

/** What must not be sent to a resource that others rely on: one plan for each key, so that one that sticks spoils no other. */
function hazards(contract: Contract): readonly Draft[] {
  const keys = hazardousKeys(contract);
  const [first] = sendingEffects(contract);
  return keys.flatMap((key, index) => sendingEffects(contract)
    // One effect is enough for most: they differ in how they take a pair, not in what a key means.
    .filter((effect) => effect === first || index === 0 || (key.endsWith('\n') && key.length === 2))
    .map((effect): Draft => ({ family: 'near-miss', title: `${effect} the hazardous key ${named(key)}`, start: START, steps: [send(effect, key, 'v'), readItem(key), readMap()], hazardous: true, later: effect !== first || key === 'a\r\nb', last: contract.hazards.keys.includes(key) })));
}

/** Near misses: first what must be refused, then what may be. */
export function refusals(contract: Contract): readonly Draft[] {
  const effects = sendingEffects(contract);
  return [...effects.flatMap((effect) => mustRefuse(contract, effect)), ...effects.flatMap((effect) => mayRefuse(contract, effect)), ...hazards(contract)];
}
