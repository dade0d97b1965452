/** What surrounds a map: another resource, other callers, the resource's state, the API's version, the item limit. */
import type { Contract } from '../../contracts/contract.ts';
import { itemLimit, nullRemoves } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Caller, Entry, Step } from '../plan.ts';
import { merge, readItem, readMap, readResource, removal, remove, replace, send, sendingEffects, upsert, type Manner } from '../steps.ts';
import { chained, type Draft } from './draft.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

/** Every effect once, so that whatever surrounds them meets them all; the map holds `a` throughout. */
function everyEffect(contract: Contract, manner: Manner, value: string): readonly Step[] {
  return [...sendingEffects(contract).map((effect) => send(effect, 'a', value, manner)), remove('b', manner)];
}

/** One read of the map, where it can be had, and one of the item. */
function reads(contract: Contract, manner: Manner): readonly Step[] {
  const map = contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map');
  return [map ? readMap(manner) : readResource(manner), readItem('a', manner)];
}

/** The same keys on two resources: writing one must not show on the other. */
export function bystanders(contract: Contract, context: PlanContext): readonly Draft[] {
  if (!context.slots.includes('bystander')) return [];
  const look = [readMap({ slot: 'bystander' }), readResource({ slot: 'bystander' })].slice(contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map') ? 0 : 1);
  const seen = look[0] as Step;
  const writes = [merge([['a', 'x'], ['c', '3']]), upsert('b', 'x'), removal(contract, 'b'), merge([['__proto__', 'x'], ['constructor', 'y']]), replace([['a', 'y']]), replace([])];
  const both: Draft = {
    family: 'bystander', title: 'a write on one resource leaves the other alone', start: START, bystander: START, steps: writes.flatMap((step) => [step, seen]),
  };
  const back: Draft = {
    family: 'bystander', title: 'writes on both resources stay apart', start: [], bystander: [['a', 'other']],
    steps: [merge([['a', 'mine']]), merge([['b', 'theirs']], { slot: 'bystander' }), upsert('b', 'mine'), replace([['c', 'theirs']], { slot: 'bystander' }), readItem('a'), readItem('c', { slot: 'bystander' }), ...look, readMap()],
  };
  return [both, back];
}

const STRANGERS: readonly Caller[] = ['nobody', 'bad-token', 'stranger'];

function callersOf(contract: Contract): readonly Caller[] {
  return contract.service.admin ? [...STRANGERS, 'member', 'reader'] : [...STRANGERS, 'reader', 'admin'];
}

/** Every effect as every caller that was supplied, and under another project's id. */
export function accesses(contract: Contract, context: PlanContext): readonly Draft[] {
  const as = (caller: Caller): readonly Step[] => [...everyEffect(contract, { caller }, `by ${caller}`), ...reads(contract, { caller })];
  const plain = callersOf(contract).map((caller): Draft => ({ family: 'access', title: `as ${caller}`, start: START, steps: as(caller), later: caller === 'reader' || caller === 'admin' }));
  const route = context.routes.find(({ project }) => project);
  if (route === undefined) return plain;
  const manner: Manner = { route, twists: [{ kind: 'project-id', id: 'f'.repeat(32) }] };
  return [...plain, { family: 'access', title: "another project's id in the URL", start: START, steps: [...everyEffect(contract, manner, 'elsewhere'), ...reads(contract, manner)] }];
}

/** Every state that the contract can bring about: there, every effect and the reads, and back. */
export function states(contract: Contract): readonly Draft[] {
  const actions = contract.preconditions?.actions ?? [];
  return actions.map(({ id, accepts }): Draft => ({
    family: 'state', title: `${accepts === 'writes' ? 'writes go on' : 'writes are refused'} after ${id}`, start: START, hazardous: true,
    steps: [{ op: 'action', slot: 'subject', action: id, undo: false }, ...everyEffect(contract, {}, `after ${id}`), ...reads(contract, {}), { op: 'action', slot: 'subject', action: id, undo: true }],
  }));
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

/** Versions that the contract's operations do not have, or that change their answers. Where the target does not say what it offers, only the first is taken for granted. */
export function versions(contract: Contract, context: PlanContext): readonly Draft[] {
  const { microversions } = contract;
  if (microversions === null) return [];
  const offered = context.maxMicroversion;
  const isOffered = (version: string): boolean => (offered === null ? version === microversions.min : minor(version) <= minor(offered));
  const at = (version: string): Manner => ({ twists: [{ kind: 'microversion', version }] });
  const within = microversions.probe.filter((version) => isOffered(version) && (microversions.max === null || minor(version) <= minor(microversions.max)));
  // Each effect once within the range; a further version worth a look is read at, since it is answers that versions change.
  const drafts = within.map((version, index): Draft => ({
    family: 'version', title: `at microversion ${version}`, start: START, later: true,
    steps: [...(index === within.length - 1 ? everyEffect(contract, at(version), `at ${version}`) : [merge([['a', 'new']], at(version))]), ...reads(contract, at(version)), readResource(at(version))],
  }));
  const next = microversions.max === null ? null : `${microversions.max.split('.')[0]}.${minor(microversions.max) + 1}`;
  const major = (microversions.min ?? microversions.max ?? '2.1').split('.')[0];
  const refused = [...(next !== null && (offered === null || isOffered(next)) ? [next] : []), `${major}.999`].flatMap((version) => [...everyEffect(contract, at(version), `at ${version}`), ...reads(contract, at(version))]);
  const malformed = [...everyEffect(contract, at('x.y'), 'malformed').slice(0, 1), ...reads(contract, at('x.y')).slice(0, 1)];
  return [...drafts, ...chained({ family: 'version', title: 'microversions that are refused', start: START, later: next === null, steps: [...refused, ...malformed] })];
}

/** Items of a quota that is worth filling: more would be mostly waiting, and no longer fit a body. */
const MAX_FILLED = 1_000;

function numbered(count: number, prefix: string): readonly Entry[] {
  return Array.from({ length: count }, (_, index): Entry => [`${prefix}${index}`, `${index}`]);
}

/** At the item limit: one more is refused, what does not add goes on. Without a limit, more than other resources take. */
export function quotas(contract: Contract, context: PlanContext): readonly Draft[] {
  const limit = itemLimit(contract, context);
  if (limit === null) return [{ family: 'boundary', title: 'no item limit', start: [], steps: [merge(numbered(130, 'q')), merge([['one-more', 'v']])] }];
  if (limit > MAX_FILLED || limit < 2) return [];
  const atLimit: Draft = {
    family: 'boundary', title: `at the limit of ${limit} items`, start: numbered(limit, 'q'),
    steps: [
      merge([['one-more', 'v']]), upsert('one-more', 'v'), merge([['q0', 'changed'], ['one-more', 'v']]), replace(numbered(limit + 1, 'r')), merge([['q0', 'merged']]), upsert('q1', 'upserted'),
      replace(numbered(limit, 'r')), removal(contract, 'r0'), merge([['s', 'v'], ['t', 'v']]), upsert('r-new', 'v'), readResource(),
    ],
  };
  return [atLimit];
}

/** Names the contract gives a meaning of their own: what they must refuse, and what setting them does to the other keys. They come last, for one that is set may stay. */
export function namedKeys(contract: Contract): readonly Draft[] {
  const names = Object.keys(namedSchemas(contract));
  return names.flatMap((name): Draft[] => {
    const refused = sendingEffects(contract).flatMap((effect) => [send(effect, name, ''), ...(nullRemoves(contract) ? [merge([[name, null]]), merge([['a', null], [name, null]]), merge([['a', 'x'], [name, '']])] : [])]);
    const set = sendingEffects(contract).flatMap((effect) => [send(effect, name, 'first'), send(effect, name, 'second')]);
    return [
      { family: 'near-miss', title: `${name} empty`, start: START, steps: refused, hazardous: true, later: true },
      { family: 'history', title: `${name} set and changed beside other keys`, start: START, steps: [...set, merge([['a', '10'], [name, 'third']]), merge([['b', 'kept']]), readResource()], hazardous: true, later: true },
    ];
  });
}

function namedSchemas(contract: Contract): object {
  const schema = contract.mapSchema.slice(1).split('/').reduce<unknown>((here, token) => (here as Record<string, unknown> | undefined)?.[token.replaceAll('~1', '/')], contract.openapi);
  return (schema as { properties?: object } | undefined)?.properties ?? {};
}
