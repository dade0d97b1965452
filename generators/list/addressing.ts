/** How an item or a map is reached: encodings, suffixes, slashes, routes, keys and resources that are not there. */
import type { Contract, JsonSchema } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { keyClass } from '../classes.ts';
import { keyOfLength, keyPerClass, lonelyKeys } from '../key-samples.ts';
import { isLegalKey, isLegalValue, isRemovable, longestKey, otherRoutes } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Route, Step, Twist } from '../plan.ts';
import { type Manner, merge, readItem, readMap, readResource, remove, replace, send, sendingEffects, upsert, upsertAs } from '../steps.ts';
import { chained, type Draft } from './draft.ts';

const START: readonly Entry[] = [['a', '1'], ['ab', '2'], ['a.b', '3'], ['b', '4'], ['a_b', '5'], ['axb', '6']];

function raw(segment: string): { readonly twists: readonly Twist[] } {
  return { twists: [{ kind: 'raw-key', segment }] };
}

function suffix(text: string): { readonly twists: readonly Twist[] } {
  return { twists: [{ kind: 'path-suffix', suffix: text }] };
}

/** The URL says a key in another spelling; the body says it plainly. */
function encodings(contract: Contract): readonly Draft[] {
  const space = isLegalKey(contract, 'a b') ? [upsert('a b', 'encoded', raw('a%20b'))] : [];
  const dots = isRemovable(contract, '..') ? [upsertAs('..', [['..', 'escaped']], raw('%2e%2e'))] : [];
  const upserts = [
    upsert('a_b', 'alike'), upsertAs('a', [['A', 'twin']]), ...dots, upsert('a', 'encoded', raw('%61')), upsert('a:b', 'raw', raw('a:b')), upsert('a.b', 'encoded', raw('a%2Eb')), upsert('a', 'double', raw('%2561')), ...space,
    upsert('a b', 'plus', raw('a+b')), upsert('a+b', 'plus', raw('a+b')), upsert('a/b', 'slash', raw('a%2Fb')), upsert('a/b', 'slash', raw('a/b')), upsert('b', 'suffix', raw('b.json')),
  ];
  const reads = ['%61', '%2561', 'a+b', 'a%2Fb', 'b.json'].map((segment) => readItem('a', raw(segment)));
  const removals = ['%2561', 'a+b', 'a%2Fb', 'b.json', 'b;a', '%62'].map((segment) => remove('b', raw(segment)));
  return [
    ...chained({ family: 'addressing', title: 'upsert under an encoded key', start: START, steps: upserts }),
    { family: 'addressing', title: 'read and remove under an encoded key', start: START, steps: [...reads, ...removals], point: () => true },
  ];
}

/** The URL key and the body key differ: by the whole name, by case, by encoding, by a space. */
function mismatches(): readonly Draft[] {
  const steps = [
    upsertAs('a', [['b', 'x']]), upsertAs('a', [['new', 'x']]), upsertAs('new', [['a', 'x']]), upsertAs('a', [['A', 'x']]), upsertAs('a', [['a ', 'x']]), upsertAs('a', [['a', 'x']], raw('a%20')),
    upsertAs('a', [['%61', 'x']], raw('%61')),
  ];
  return [{ family: 'addressing', title: 'upsert with a body key that is not the URL key', start: START, steps }];
}

/**
 * Dot segments stay keys, or lead nowhere. Whatever stands before a service may resolve them, and then a removal would go to the resource itself:
 * that one step is left to resources that may be lost. So are the others where what they may store could not be removed again.
 */
function dotSegments(contract: Contract): readonly Draft[] {
  const stays = !isRemovable(contract, '..');
  const writes = ['..', '%2e%2e', '.'].map((segment): Step => upsertAs('..', [['..', 'escaped']], raw(segment)));
  const reads = ['%2e%2e'].map((segment) => readItem('..', raw(segment)));
  const bare: readonly Twist[] = [{ kind: 'raw-key', segment: '%2e%2e' }, { kind: 'body-text', text: '{"metadata":{}}' }];
  return [{
    family: 'addressing', title: 'dot segments stay in the collection', start: START, hazardous: stays, last: stays,
    steps: [...writes, upsertAs('..', [], { twists: bare }), remove('.', raw('%2e')), ...reads, readResource()],
  }, {
    family: 'addressing', title: 'removing a dot segment removes nothing', start: START, hazardous: true, later: true, steps: [remove('..', raw('%2e%2e')), readResource()],
  }];
}

/** An empty key: the path of the collection with a slash behind it. */
function slashes(): readonly Draft[] {
  const steps = [
    replace([], suffix('/')), merge([['a', 'slash']], suffix('/')), upsertAs('', [['', 'x']]), upsert('a', 'slash', suffix('/')), remove('b', suffix('/')), remove(''),
  ];
  const doubled = { twists: [{ kind: 'double-slash' }] } as const;
  const others = [
    merge([['a', 'doubled']], doubled), replace([['a', '1'], ['b', '2']], doubled), upsert('a', 'doubled', doubled), readMap(doubled),
    merge([['a', 'query']], suffix('?x=1')), upsert('a', 'query', suffix('?x=1')), readMap(suffix('?x=1')), readItem('a', suffix('?x=1')), readResource(suffix('?x=1')),
  ];
  return [
    { family: 'addressing', title: 'a trailing slash is not the collection', start: START, steps },
    { family: 'addressing', title: 'reads with a trailing slash', start: START, steps: [readMap(suffix('/')), readItem('a', suffix('/'))], later: true }, { family: 'addressing', title: 'a double slash, a query', start: START, later: true, steps: others }];
}

/** Keys that are there, each odd in a way of its own, and keys that are not, though one is much like them. */
function absentKeys(contract: Contract): readonly Draft[] {
  const longest = keyOfLength(longestKey(contract));
  // As long, and the same but for its end.
  const sibling = `${longest.slice(0, -1)}y`;
  const start: readonly Entry[] = [['Label', '1'], ['key', '2'], ['key.sub', '3'], ['0', 'zero'], ['empty', isLegalValue(contract, '') ? '' : 'full'], [longest, '4'], [sibling, '5']];
  const there = [readItem('0'), readItem('empty'), readItem(longest), readItem(sibling), remove('key.sub')];
  const absent = [readItem('absent'), readItem('label'), readItem('ke'), readItem('key.'), readItem('no:such'), remove('absent'), remove('label'), remove('KEY'), remove('ke'), remove('key.')];
  return [{ family: 'addressing', title: 'keys that are there and keys that are not', start, steps: [...there, ...absent] }];
}

/** Odd and overlong keys in the URL of a read and of a remove: nothing is stored under them. */
function oddKeysInUrl(contract: Contract): readonly Draft[] {
  const keys = [...keyPerClass(contract, lonelyKeys(contract)).filter((key) => key !== '.' && key !== '..'), keyOfLength(longestKey(contract) + 1)];
  return chained({ family: 'addressing', title: 'odd keys in a URL', start: START, later: true, steps: keys.flatMap((key) => [readItem(key), ...(['slash', 'percent', 'plus', 'outer-space', 'space', 'non-ascii'].includes(keyClass(key, contract)) ? [remove(key)] : [])]), point: () => true });
}

/** Ids that no resource has: one well-formed, the others not. */
function foreignIds(contract: Contract): readonly string[] {
  const schema = resolvePointer(contract.openapi, contract.resource.idSchema) as JsonSchema | undefined;
  return schema?.['type'] === 'integer' ? ['999999999', 'abc', '1.5', '99999999999999999999'] : ['00000000-0000-4000-8000-000000000000', 'not-an-id'];
}

function resources(contract: Contract): readonly Draft[] {
  const steps = foreignIds(contract).flatMap((id, index): Step[] => {
    const manner = { twists: [{ kind: 'resource-id', id }] } as const;
    const writes = sendingEffects(contract).map((effect) => send(effect, 'a', 'elsewhere', manner));
    const all = [readMap(manner), readItem('a', manner), ...writes, remove('a', manner), ...(contract.operations.some(({ on, effect }) => on === 'map' && effect === 'read') ? [] : [readResource(manner)])];
    return index === 0 ? all : writes.slice(0, 1);
  });
  return [{ family: 'addressing', title: 'resources that are not there', start: [['a', '1']], steps }];
}

/** Two merges of a key outside the alphabet, alone and beside a good one: a route may have checks of its own. */
function oddPair(contract: Contract, by: Manner): readonly Step[] {
  const odd = isLegalKey(contract, 'bad/key') || !isRemovable(contract, 'bad/key') ? 'bad,key' : 'bad/key';
  return [merge([[odd, 'v']], by), merge([[odd, 'v'], ['good', 'v']], by)];
}

/** The effects in turn, each by the next of the other routes, read by the main one. */
function byOtherRoutes(contract: Contract, routes: readonly Route[]): readonly Draft[] {
  if (routes.length === 0) return [{ family: 'addressing', title: 'a key outside the alphabet, alone and beside a good one', start: START, steps: oddPair(contract, {}) }];
  const by = (turn: number): Manner => ({ route: routes[turn % routes.length] as Route });
  const steps = [
    merge([['a', 'merged'], ['new', '1']], by(0)), readMap(by(0)), upsert('b', 'upserted', by(1)), readItem('b', by(1)), remove('ab', by(1)), replace([['a', 'replaced'], ['b', '2']], by(2)), readMap(by(2)),
    ...oddPair(contract, by(0)),
  ];
  return [{ family: 'addressing', title: 'the same resource by its other paths', start: START, steps }];
}

/** Each effect by one other route, read by the main one. */
function throughRoute(contract: Contract, route: Route): Draft {
  const by = { route };
  const steps = [
    merge([['a', 'merged'], ['new', '1']], by), readMap(by), readItem('a', by), upsert('b', 'upserted', by), remove('ab', by), replace([['a', 'replaced'], ['b', '2']], by),
    ...oddPair(contract, by), readResource(by), readMap(by),
  ];
  return { family: 'addressing', title: `the same resource by ${route.version}${route.project ? ' and project' : ''}`, start: START, steps, later: true };
}

/** Addressing, the plain mistakes first. */
export function addressing(contract: Contract, context: PlanContext): readonly Draft[] {
  return [
    ...mismatches(), ...encodings(contract), ...absentKeys(contract), ...slashes(), ...dotSegments(contract), ...resources(contract), ...byOtherRoutes(contract, otherRoutes(context)), ...otherRoutes(context).map((route) => throughRoute(contract, route)), ...oddKeysInUrl(contract),
  ];
}
