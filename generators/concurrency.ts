/**
 * Plans with concurrent branches: races that a correct server survives. Plain data like every plan; each kind of race is drawn by fast-check with its own keys,
 * number of branches and order, and the kinds take turns.
 */
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { MOST_FILLED, nullRemoves, operationOf } from './limits.ts';
import { planSeed } from './plan-at.ts';
import type { PlanContext } from './plan-context.ts';
import type { Entry, Plan, Slot, Step } from './plan.ts';
import { merge, readMap, removal, remove, replace, upsert } from './steps.ts';

/** A race before it is numbered. */
interface Race {
  readonly title: string;
  readonly start: Plan['start'];
  readonly branches: readonly (readonly Step[])[];
  /** Steps after the race, each on its own. */
  readonly afterwards?: readonly Step[];
}

interface Place {
  readonly contract: Contract;
  readonly context: PlanContext;
}

type Kind = (place: Place) => fc.Arbitrary<Race> | null;

/** Enough to overlap on a service with a few workers, few enough for somebody's real cloud. */
const BRANCHES = { min: 4, max: 8 };

const KEY = fc.stringMatching(/^[a-d]{1,3}[0-9]{1,2}$/);

/** Keys of one race: a few letters and a number, alike and distinct. */
function keys(count: number): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(KEY, { minLength: count, maxLength: count });
}

const values = fc.stringMatching(/^[a-z]{1,6}[0-9]{0,2}$/);

function entries(names: readonly string[], value: string): readonly Entry[] {
  return names.map((name, index) => [name, `${value}-${index}`]);
}

const width = fc.integer(BRANCHES);

function has(contract: Contract, effect: 'merge' | 'replace' | 'upsert' | 'remove'): boolean {
  return operationOf(contract, effect) !== undefined;
}

/** Draw a width, that many keys and a value, then make the race. */
function race(title: string, make: (names: readonly string[], value: string, base: readonly Entry[]) => Omit<Race, 'title'>): fc.Arbitrary<Race> {
  return width.chain((count) => fc.tuple(keys(count), values)).map(([names, value]) => ({ title, ...make(names, value, entries(['base-1', 'base-2'], 'kept')) }));
}

const disjointMerges: Kind = ({ contract }) => (has(contract, 'merge') ? race('merges of different keys side by side', (names, value, base) => ({
  start: { subject: base }, branches: names.map((name, index) => [merge([[name, `${value}-${index}`]]), merge([[`${name}.b`, `${value}-${index}-b`]])]),
})) : null);

const disjointUpserts: Kind = ({ contract }) => (has(contract, 'upsert') ? race('upserts of different keys side by side', (names, value, base) => ({
  start: { subject: base }, branches: names.map((name, index) => [upsert(name, `${value}-${index}`), upsert(`${name}.b`, `${value}-${index}-b`)]),
})) : null);

const sameKey: Kind = ({ contract }) => {
  if (!has(contract, 'merge') && !has(contract, 'upsert')) return null;
  return race('writes of one new key side by side', (names, value, base) => ({
    start: { subject: base },
    branches: names.map((_, index) => [has(contract, 'upsert') && index % 2 === 0 ? upsert('same', `${value}-${index}`) : has(contract, 'merge') ? merge([['same', `${value}-${index}`]]) : upsert('same', `${value}-${index}`)]),
    afterwards: [readMap(), removal(contract, 'same'), readMap()],
  }));
};

const replaces: Kind = ({ contract }) => (has(contract, 'replace') ? race('replaces of the whole map side by side', (names, value, base) => ({
  start: { subject: base },
  branches: names.map((name, index) => [replace(entries([`${name}.1`, `${name}.2`, `${name}.3`, 'shared'], `${value}${index}`))]),
})) : null);

const replaceAndWrites: Kind = ({ contract }) => {
  if (!has(contract, 'replace') || (!has(contract, 'merge') && !has(contract, 'upsert'))) return null;
  return race('replaces beside writes of single keys', (names, value, base) => ({
    start: { subject: base },
    branches: names.map((name, index) => [index % 2 === 0 ? replace(entries([`${name}.1`, `${name}.2`], `${value}${index}`)) : has(contract, 'merge') ? merge(entries([`${name}.x`, `${name}.y`], `${value}${index}`)) : upsert(`${name}.x`, value)]),
  }));
};

const removalsAndWrites: Kind = ({ contract }) => {
  const removes = has(contract, 'remove') || nullRemoves(contract);
  if (!removes || (!has(contract, 'merge') && !has(contract, 'upsert'))) return null;
  return race('removals beside writes of other keys', (names, value, base) => ({
    start: { subject: [...base, ...entries(names, 'old')] },
    branches: names.map((name, index) => [index % 2 === 0 ? removal(contract, name) : has(contract, 'merge') ? merge([[`new-${name}`, value]]) : upsert(`new-${name}`, value)]),
  }));
};

const readsDuringReplaces: Kind = ({ contract }) => (has(contract, 'replace') ? race('reads during replaces', (names, value) => ({
  start: { subject: entries(['old-1', 'old-2', 'old-3'], 'old') },
  branches: [
    [replace(entries([`${names[0]}.1`, `${names[0]}.2`, `${names[0]}.3`], value)), replace(entries(['old-1', 'old-2', 'old-3'], 'new'))],
    ...names.slice(1, 5).map(() => [readMap(), readMap(), readMap()]),
  ],
})) : null);

const readsDuringMerges: Kind = ({ contract }) => (has(contract, 'merge') ? race('reads during merges of many keys', (names, value, base) => ({
  start: { subject: base },
  branches: [[merge(entries([...names, ...names.map((name) => `${name}.b`)], value))], [merge(entries(names, `${value}2`))], ...names.slice(0, 4).map(() => [readMap(), readMap()])],
})) : null);

const removeTwice: Kind = ({ contract }) => (has(contract, 'remove') ? race('removals of the same key side by side', (names, value, base) => ({
  start: { subject: [...base, ...entries(['same'], value)] },
  branches: names.map((name, index) => [index % 3 === 2 && has(contract, 'upsert') ? upsert(name, value) : remove('same')]),
})) : null);

const atTheLimit: Kind = ({ contract, context }) => {
  const limit = context.maxItems;
  if (limit === null || limit > MOST_FILLED || limit < 1 || (!has(contract, 'merge') && !has(contract, 'upsert'))) return null;
  return race('creations at the item limit side by side', (names, value) => ({
    start: { subject: entries(Array.from({ length: limit - 1 }, (_, index) => `full-${index}`), 'v') },
    branches: names.map((name) => [has(contract, 'merge') ? merge([[name, value]]) : upsert(name, value)]),
  }));
};

const severalResources: Kind = ({ contract, context }) => {
  if (!context.slots.includes('bystander') || (!has(contract, 'merge') && !has(contract, 'upsert'))) return null;
  return race('the same keys on two resources side by side', (names, value, base) => ({
    start: { subject: base, bystander: base },
    branches: names.map((name, index) => {
      const slot: Slot = index % 2 === 0 ? 'subject' : 'bystander';
      return [has(contract, 'merge') ? merge([[name, `${value}-${slot}`]], { slot }) : upsert(name, `${value}-${slot}`, { slot })];
    }),
  }));
};

/** In the order in which they take turns: the commonest defects first. */
const KINDS: readonly Kind[] = [
  disjointMerges, disjointUpserts, removalsAndWrites, replaces, readsDuringReplaces, sameKey, readsDuringMerges, replaceAndWrites, atTheLimit, removeTwice, severalResources,
];

/** How many kinds of race a contract can have at a place; plan `index` is of kind `index` modulo this. */
export function raceKinds(contract: Contract, context: PlanContext): number {
  return kindsFor({ contract, context }).length;
}

const builtKinds = new WeakMap<Contract, WeakMap<PlanContext, readonly fc.Arbitrary<Race>[]>>();

/** The kinds of a place; built once, since that costs far more than drawing from them. */
function kindsFor(place: Place): readonly fc.Arbitrary<Race>[] {
  const places = builtKinds.get(place.contract) ?? new WeakMap<PlanContext, readonly fc.Arbitrary<Race>[]>();
  builtKinds.set(place.contract, places);
  const kinds = places.get(place.context) ?? KINDS.flatMap((kind) => kind(place) ?? []);
  places.set(place.context, kinds);
  return kinds;
}

/** Concurrent plan `index` of a contract, a pure function of its arguments; null where nothing can race. */
export function concurrentPlanAt(seed: number, contract: Contract, index: number, context: PlanContext): Plan | null {
  const kinds = kindsFor({ contract, context });
  const kind = kinds[index % Math.max(1, kinds.length)];
  if (kind === undefined) return null;
  const [drawn] = fc.sample(kind, { seed: planSeed(seed, contract.id, 'concurrency', index), numRuns: 1 });
  if (drawn === undefined) return null;
  const steps: readonly Step[] = [{ op: 'concurrent', branches: drawn.branches }, ...(drawn.afterwards ?? [])];
  return { contract: contract.id, family: 'concurrency', index, listed: false, title: drawn.title, start: drawn.start, steps, hazardous: false };
}
