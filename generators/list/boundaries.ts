/** What must be accepted: packed whole by merge and replace, picked one by one through the URL. */
import type { Contract } from '../../contracts/contract.ts';
import { keyClass, valueClass } from '../classes.ts';
import { caseTwins, keyPerClass, packableKeys } from '../key-samples.ts';
import { isAddressable, isHazardousClass, itemLimit, longestValue } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { merge, readItem, readResource, removal, remove, replace, upsert } from '../steps.ts';
import { packableValues, valuePerClass } from '../value-samples.ts';
import { chained, chainedWithin, type Draft } from './draft.ts';
import { lookAlikeOf } from './look-alikes.ts';
import { readAtTheEnd } from './shared-reads.ts';
import { packedMaps } from './packed-maps.ts';

const NEIGHBOUR: Entry = ['neighbour', 'kept'];

/** Keys that are read one by one; the recorder reads items of its own accord too. */
const READ = 8;
const REMOVED = 12;

/** Keys that are sent through the URL although another of their class is too: each has broken a service of its own. */
const TWICE = ['constructor', 'a.xml', '01'];

/** What a key has changed elsewhere for good, such as a name, shows only when it comes with another value than it had before. */
function withOtherValue([key, value]: Entry): Entry {
  return [key, typeof value === 'string' ? value.replace(/^of-key-/, 'by-key-') : value];
}

function packed(contract: Contract, context: PlanContext): readonly Draft[] {
  const maps = packedMaps(contract, context);
  const replaced: Draft = {
    family: 'boundary', title: 'packed maps by replace', start: [NEIGHBOUR],
    steps: [readResource(), ...maps.map(({ entries }) => replace(entries.map(withOtherValue))), readResource()],
  };
  const merged = maps.map(({ entries, carries }, index): Draft => ({
    family: 'boundary', title: `packed map ${index + 1} of ${maps.length} by merge`, later: index > 1 && carries === 'lengths', start: [], ...(index === 0 ? { bystander: [] } : {}),
    // The resource as it is before the first write of all: what that changes for good shows nowhere else.
    steps: index === 0 ? [readResource(), merge(entries), readResource()] : [merge(entries)],
  }));
  return [replaced, ...merged];
}

function addressedKeys(contract: Contract): readonly string[] {
  const keys = packableKeys(contract).filter((key) => isAddressable(contract, key));
  return [...new Set([...keyPerClass(contract, keys), ...TWICE.filter((key) => keys.includes(key))])];
}

/** Items that a plan may add to one that is there. */
function room(contract: Contract, context: PlanContext): number {
  return Math.max((itemLimit(contract, context) ?? Number.MAX_SAFE_INTEGER) - 1, 1);
}

function upsertedKeys(contract: Contract, context: PlanContext): readonly Draft[] {
  const steps = readAtTheEnd(addressedKeys(contract).map((key) => upsert(key, `upserted ${key.slice(0, 40)}`)));
  return chainedWithin(room(contract, context), { family: 'boundary', title: 'upsert keys of every class', start: [NEIGHBOUR], steps });
}

/** Each key is stored by the start state, read and removed through the URL. */
function readAndRemoved(contract: Contract, keys: readonly string[], from: number): readonly Draft[] {
  const stored = keys.map((key): Entry => [key, `stored under a ${keyClass(key, contract)} key`]);
  const steps = [...keys.slice(0, Math.max(READ - from, 0)).map((key) => readItem(key)), ...readAtTheEnd(keys.slice(0, Math.max(REMOVED - from, 0)).map((key) => remove(key)))];
  return chained({ family: 'boundary', title: 'read and remove keys of every class', start: [...stored, NEIGHBOUR], steps, point: () => true });
}

/** Keys by the URL, as many at a time as the item limit has room for. */
function keysThroughUrl(contract: Contract, context: PlanContext): readonly Draft[] {
  const [keys, size] = [addressedKeys(contract), room(contract, context)];
  const starts = Array.from({ length: Math.ceil(keys.length / Math.min(size, keys.length)) }, (_, part) => part * size);
  return [...upsertedKeys(contract, context), ...starts.flatMap((from) => readAndRemoved(contract, keys.slice(from, from + size), from))];
}

function valuesThroughUrl(contract: Contract, context: PlanContext): readonly Draft[] {
  const values = valuePerClass(contract, packableValues(contract)).filter((value) => valueClass(value, contract) !== 'plain');
  // Each takes the place of a value that somebody who does not look closely takes for the same.
  const alike = values.map((value, index): Entry => [`item-${index}`, lookAlikeOf(contract, value)]);
  const steps = [...readAtTheEnd(values.map((value, index) => upsert(`item-${index}`, value))), ...overwrittenLongest(contract, values)];
  return chainedWithin(room(contract, context), { family: 'boundary', title: 'upsert values of every class', start: [NEIGHBOUR, ...alike], steps });
}

/** The longest value in the place of another one: what held the first may not take the second. */
function overwrittenLongest(contract: Contract, values: readonly string[]): readonly Step[] {
  const at = values.findIndex((value) => valueClass(value, contract) === 'longest');
  return at < 0 ? [] : [upsert(`item-${at}`, 'y'.repeat(longestValue(contract)))];
}

/** Names that mean something to some language or framework, each stored by itself: a packed map does not go through the URL. */
function specialNames(contract: Contract, context: PlanContext): readonly Draft[] {
  const sent = new Set(addressedKeys(contract));
  const names = packableKeys(contract).filter((key) => keyClass(key, contract) === 'special-name' && isAddressable(contract, key) && !sent.has(key));
  const steps = readAtTheEnd(names.map((name) => upsert(name, `upserted ${name}`)));
  return chainedWithin(room(contract, context), { family: 'boundary', title: 'upsert further special names', start: [NEIGHBOUR], later: true, steps });
}

/** Keys that differ in case only, one after the other: some services take them for one. */
function twins(contract: Contract): readonly Draft[] {
  const [first, second, third] = caseTwins(contract);
  if (first === undefined || second === undefined || third === undefined) return [];
  return [{
    family: 'boundary', title: 'keys that differ in case only', start: [[first, '1']], hazardous: isHazardousClass(contract, 'map:case-twin'),
    steps: [merge([[second, '2']]), upsert(third, '3'), removal(contract, second), readItem(first), replace([[first, '1'], [second, '2'], [third, '3']]), merge([[first, 'x'], [second, 'y']])],
  }];
}

/** What must be accepted, packed first. */
export function boundaries(contract: Contract, context: PlanContext): readonly Draft[] {
  return [...packed(contract, context), ...keysThroughUrl(contract, context), ...valuesThroughUrl(contract, context), ...specialNames(contract, context), ...twins(contract)];
}
