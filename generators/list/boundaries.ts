/** What must be accepted: packed whole by merge and replace, picked one by one through the URL. */
import type { Contract } from '../../contracts/contract.ts';
import { keyClass, valueClass } from '../classes.ts';
import { caseTwins, keyPerClass, packableKeys } from '../key-samples.ts';
import { isAddressable, isHazardousClass, longestValue } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { merge, readItem, readResource, removal, remove, replace, upsert } from '../steps.ts';
import { packableValues, valuePerClass } from '../value-samples.ts';
import { chained, type Draft } from './draft.ts';
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
    family: 'boundary', title: `packed map ${index + 1} of ${maps.length} by merge`, later: index > 1 && carries === 'lengths', start: [], ...(index === 0 ? { bystander: [] } : {}), steps: [merge(entries), ...(index === 0 ? [readResource()] : [])],
  }));
  return [replaced, ...merged];
}

function addressedKeys(contract: Contract): readonly string[] {
  const keys = packableKeys(contract).filter((key) => isAddressable(contract, key));
  return [...new Set([...keyPerClass(contract, keys), ...TWICE.filter((key) => keys.includes(key))])];
}

/** Each key is stored by the start state, read, overwritten and removed through the URL. */
function keysThroughUrl(contract: Contract): readonly Draft[] {
  const keys = addressedKeys(contract);
  const stored = keys.map((key): Entry => [key, `stored under a ${keyClass(key, contract)} key`]);
  const start = [...stored, NEIGHBOUR];
  return [
    ...chained({ family: 'boundary', title: 'upsert keys of every class', start: [NEIGHBOUR], steps: readAtTheEnd(keys.map((key) => upsert(key, `upserted ${key.slice(0, 40)}`))) }),
    ...chained({ family: 'boundary', title: 'read and remove keys of every class', start, steps: [...keys.slice(0, READ).map((key) => readItem(key)), ...readAtTheEnd(keys.slice(0, REMOVED).map((key) => remove(key)))], point: () => true }),
  ];
}

function valuesThroughUrl(contract: Contract): readonly Draft[] {
  const values = valuePerClass(contract, packableValues(contract)).filter((value) => valueClass(value, contract) !== 'plain');
  // Each takes the place of a value that somebody who does not look closely takes for the same.
  const alike = values.map((value, index): Entry => [`item-${index}`, lookAlikeOf(contract, value)]);
  return chained({ family: 'boundary', title: 'upsert values of every class', start: [NEIGHBOUR, ...alike], steps: [...readAtTheEnd(values.map((value, index) => upsert(`item-${index}`, value))), ...overwrittenLongest(contract, values)] });
}

/** The longest value in the place of another one: what held the first may not take the second. */
function overwrittenLongest(contract: Contract, values: readonly string[]): readonly Step[] {
  const at = values.findIndex((value) => valueClass(value, contract) === 'longest');
  return at < 0 ? [] : [upsert(`item-${at}`, 'y'.repeat(longestValue(contract)))];
}

/** Names that mean something to some language or framework, each stored by itself: a packed map does not go through the URL. */
function specialNames(contract: Contract): readonly Draft[] {
  const sent = new Set(addressedKeys(contract));
  const names = packableKeys(contract).filter((key) => keyClass(key, contract) === 'special-name' && isAddressable(contract, key) && !sent.has(key));
  return chained({ family: 'boundary', title: 'upsert further special names', start: [NEIGHBOUR], later: true, steps: readAtTheEnd(names.map((name) => upsert(name, `upserted ${name}`))) });
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
  return [...packed(contract, context), ...keysThroughUrl(contract), ...valuesThroughUrl(contract), ...specialNames(contract), ...twins(contract)];
}
