/**
 * The order of the enumerated list: what showed most of many kinds of defects for the fewest requests comes first, as `bench/plan-yield.ts` measures it. What is not
 * named here follows, in the order of its section. Only the order is set here: every plan of the list is run whatever its place.
 */
import type { Draft } from './draft.ts';

/** Titles, or how they begin or end; the first that fits tells the place. */
const OPENING: readonly RegExp[] = [
  // Many pairs and many single values, each in few requests.
  /^packed map 1 /, /^upsert values that may be refused/, /^remove leaves the keys/, /^null at its simplest/, /^(merge|replace) at its simplest/,
  // Keys in URLs, and the same resource by other paths.
  /^upsert under an encoded key/, /^the same resource by its other paths/, /^keys that are there/,
];

/** What comes after the first races. */
const NEXT: readonly RegExp[] = [
  // One effect speaks for the others at first: each theme by another, so that all are heard early.
  /^methods, paths and versions/, /^replace bodies that are not read/, /^merge what must be refused/, /^at the limit of/, /^no item limit/, /^a write on one resource leaves/, /^what nobody writes/, / set and changed beside/, / empty$/, /reserved keys$/,
  /^writes are refused after lock/, /^as (nobody|stranger|bad-token|member)/, /^merge in unusual form/, /^packed map 2 /, /^merge bodies of the wrong shape/, /^at microversion/, /^microversions that are refused/, /^as reader/, /^packed maps by replace/,
  /^upsert bodies that are not read/, /the hazardous key of/, /^remove takes one item/, /^writes go on after (pause|stop)/, /^writes are refused after/, /^read and remove keys of every class/, /^a trailing slash/,
  /^upsert with a body key/, /^dot segments/, /^resources that are not there/, /^keys that differ in case/, /^merge into an empty map/, /^replace leaves nothing/, /^upsert values of every class/,
  /what must be refused/, /bodies that are not read/, /bodies of the wrong shape/, /values that may be refused/, /at its simplest/,
];

/** A draft's place among all: the lower, the sooner; drafts of one place keep the order of their section. */
export function placeOf({ title }: Pick<Draft, 'title'>): number {
  const order = [...OPENING, ...NEXT];
  const at = order.findIndex((pattern) => pattern.test(title));
  return at < 0 ? order.length : at;
}

/** Whether a plan comes before the first races, which are tried as soon as it is known how the effects behave one after the other. */
export function isOpening(plan: Pick<Draft, 'title'>): boolean {
  return placeOf(plan) < OPENING.length;
}
