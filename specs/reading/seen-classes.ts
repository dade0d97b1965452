/** The classes a request belongs to: the cells it exercises, and the one class that a finding about it bears. */
import type { Contract, Effect } from '../../contracts/contract.ts';
import { keyClass, valueClass } from '../../generators/classes.ts';
import type { JsonValue } from '../../generators/plan.ts';
import type { Cell } from '../judgement.ts';
import { sameMap } from './effect.ts';
import { resultingSize } from './quota.ts';
import { hasCaseTwins } from './request.ts';
import type { Seen } from './trace-reading.ts';
import type { Trace } from '../../targets/trace.ts';

/** From so many pairs in one request on, a map is a large one. */
export const MANY_ITEMS = 50;

/** A cell of the table effect x class. */
export function cell(effect: Effect, cls: string): Cell {
  return `${effect}/${cls}`;
}

/** The class of one pair: that of its value where the value is special, else that of its key. */
export function pairClass(key: string, value: JsonValue, contract: Contract): string {
  const value_ = valueClass(value, contract);
  if (value_ !== 'plain') return `value:${value_}`;
  const key_ = keyClass(key, contract);
  return key_ === 'plain' ? 'plain' : `key:${key_}`;
}

/** How the sent map relates to the stored one. */
export function mapClasses(seen: Seen, trace: Trace): readonly string[] {
  const { sent, effect, operation } = seen.ask;
  if (sent === null || operation === null) return [];
  const classes: string[] = [];
  if (operation.on === 'map' && sent.size === 0) classes.push('map:empty');
  if (operation.on === 'item' && sent.size !== 1) classes.push(sent.size === 0 ? 'map:no-pair' : 'map:two-pairs');
  if (sent.size >= MANY_ITEMS) classes.push('map:many');
  if (hasCaseTwins([...sent.keys()])) classes.push('map:case-twin');
  classes.push(...quotaClasses(seen, trace));
  if (seen.before === null || sent.size === 0) return classes;
  const { map } = seen.before;
  const known = [...sent.keys()].filter((key) => map.has(key)).length;
  const nulls = operation.nullMeans === 'removes' ? [...sent].filter(([, value]) => value === null) : [];
  if (nulls.length > 0) classes.push(nulls.some(([key]) => map.has(key)) ? 'map:null-removes' : 'map:null-absent');
  if (hasCaseTwins([...new Set([...map.keys(), ...sent.keys()])])) classes.push('map:case-twin');
  classes.push(known === 0 ? 'map:create' : known === sent.size ? 'map:overwrite' : 'map:mixed');
  if (effect === 'replace' && known === 0 && map.size > 0) classes.push('map:disjoint');
  if (sameMap(map, sent)) classes.push('map:same');
  return [...new Set(classes)];
}

function quotaClasses(seen: Seen, trace: Trace): readonly string[] {
  const { maxItems } = trace.facts;
  const size = resultingSize(seen.ask, seen.before);
  if (maxItems === null || size === null) return [];
  if (size > maxItems) return ['map:beyond-quota'];
  const full = seen.before !== null && seen.before.map.size + seen.before.foreignKeys === maxItems;
  if (full && seen.ask.effect === 'replace') return ['map:replace-at-quota'];
  if (full && size === maxItems && (seen.ask.sent?.size ?? 0) > 0) return ['map:overwrite-at-quota'];
  return size === maxItems ? ['map:at-quota'] : [];
}

/** All classes of a request, the telling ones first. */
export function classesOfSeen(seen: Seen, trace: Trace, contract: Contract): readonly string[] {
  const flaws = seen.flaws.flatMap((flaw) => (flaw.class === null ? [] : [flaw.class]));
  const pairs = [...(seen.ask.sent ?? [])].map(([key, value]) => pairClass(key, value, contract));
  const urlKey = seen.ask.key === null || seen.ask.sent !== null ? [] : [keyLabel(seen.ask.key, contract)];
  const other = seen.exchange.route === trace.facts.mainRoute ? [] : ['route:other'];
  const classes = [...new Set([...flaws, ...seen.ask.classes, ...mapClasses(seen, trace), ...pairs, ...urlKey, ...other])];
  return classes.length > 0 ? classes : ['plain'];
}

function keyLabel(key: string, contract: Contract): string {
  const cls = keyClass(key, contract);
  return cls === 'plain' ? 'plain' : `key:${cls}`;
}

/** Classes that describe a whole request so well that they stand for it. */
function isTelling(cls: string): boolean {
  return /^(body|media-type|method|caller|state|microversion|url):/.test(cls) || TELLING_MAPS.has(cls);
}

const TELLING_MAPS: ReadonlySet<string> = new Set([
  'map:empty', 'map:no-pair', 'map:two-pairs', 'map:at-quota', 'map:beyond-quota', 'map:overwrite-at-quota', 'map:replace-at-quota', 'map:null-removes', 'map:null-absent',
]);

/**
 * The class of a finding about a request as a whole. `packed`: the map carries several special pairs, any of which may be the cause; the shrinker unpacks it.
 */
export function requestClass(seen: Seen, trace: Trace, contract: Contract): string {
  const classes = classesOfSeen(seen, trace, contract);
  const telling = classes.find((cls) => isTelling(cls) && cls !== 'body:escapes');
  if (telling !== undefined) return telling;
  // Escapes say how a body was written, which matters only where nothing else is special.
  const special = classes.filter((cls) => /^(key|value):/.test(cls) || cls === 'map:case-twin');
  if (special.length > 1) return 'packed';
  return special[0] ?? classes.find((cls) => cls === 'body:escapes' || cls === 'route:other') ?? 'plain';
}

/**
 * The class of a finding that is not about the pairs sent but about everything else: how the request was written or addressed, if that was unusual.
 */
export function requestShape(seen: Seen, trace: Trace, contract: Contract): string {
  const classes = classesOfSeen(seen, trace, contract);
  return classes.find((cls) => isTelling(cls) && cls !== 'body:escapes') ?? (classes.includes('route:other') ? 'route:other' : 'plain');
}

/** The class of a finding about one key of a request: what is special about the pair, else about the way it was sent. */
export function keyFindingClass(seen: Seen, key: string, trace: Trace, contract: Contract): string {
  const value = seen.ask.sent?.get(key);
  const own = value === undefined ? keyLabel(key, contract) : pairClass(key, value, contract);
  if (own !== 'plain') return own;
  const twin = hasCaseTwins([...new Set([key, ...(seen.ask.sent?.keys() ?? []), ...(seen.before?.map.keys() ?? [])])].filter((other) => other.toLowerCase() === key.toLowerCase()));
  if (twin) return 'map:case-twin';
  return classesOfSeen(seen, trace, contract).find((cls) => isTelling(cls) || cls === 'route:other') ?? 'plain';
}
