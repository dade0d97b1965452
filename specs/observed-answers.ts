/** What the answers of a target look like where nothing obliges it: what they hold, in which order, and under which headers. */
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { applyEffect, sameMap, type StoredMap } from './reading/effect.ts';
import type { Seen } from './reading/trace-reading.ts';

/** Writes one observation down; several outcomes under one id are told together. */
export type Note = (id: string, claim: string, outcome: string, constraint: string | null) => void;

/** What an answer holds; null where that cannot be told apart. */
function holding({ answered, body, before, ask }: Seen): string | null {
  const { effect, operation, sent, key } = ask;
  if (answered === null) return body.kind === 'none' ? 'nothing' : 'no map';
  if (operation === null || before === null || sent === null) return null;
  const whole = applyEffect(before.map, effect, sent, key, operation.nullMeans);
  if (sameMap(whole, sent)) return sameMap(answered, sent) ? null : 'something else';
  return sameMap(answered, whole) ? 'the whole map' : sameMap(answered, sent) ? 'what was sent' : 'something else';
}

/** What the answer to a write holds: all that is stored now, what was sent, or nothing. */
export function observeHolding(seen: Seen, note: Note): void {
  const { effect, operation } = seen.ask;
  if (operation === null || effect === 'read' || seen.outcome !== 'accepted' || seen.flaws.length > 0) return;
  const outcome = holding(seen);
  if (outcome !== null) note(`answer/${effect}`, `what the answer to a ${effect} holds`, outcome, operation.answerConstraint);
}

/** Names that JSON.parse leaves where they stand: it moves those that look like numbers to the front. */
function inOrder(map: StoredMap): readonly string[] {
  return [...map.keys()].filter((key) => !/^\d+$/.test(key));
}

/** In which order a map that was written anew is read back. */
export function observeOrder({ ask, before, after, outcome, flaws }: Seen, note: Note): void {
  const { sent } = ask;
  if (ask.effect !== 'replace' || outcome !== 'accepted' || flaws.length > 0 || sent === null || before === null || after === null) return;
  const [written, read] = [inOrder(sent), inOrder(after.map)];
  const sorted = written.toSorted((a, b) => (a < b ? -1 : 1));
  const isFresh = [...sent.keys()].every((key) => !before.map.has(key)) && sameMap(sent, after.map);
  if (!isFresh || written.length < 4 || written.join('\n') === sorted.join('\n')) return;
  const order = read.join('\n');
  note('order/read', 'the order in which pairs are read back', order === written.join('\n') ? 'as they were sent' : order === sorted.join('\n') ? 'sorted by key' : 'another one', null);
}

const REQUEST_ID = /(^|-)(request|trace|correlation)-?id$/;

function observeRequestId({ exchange }: Seen, note: Note): void {
  const names = [...new Set((exchange.response?.headers ?? []).map(([name]) => name).filter((name) => REQUEST_ID.test(name)))].sort();
  note('header/request-id', 'the headers that name the request', names.length === 0 ? 'none' : names.join(', '), null);
}

function observeMicroversion({ exchange }: Seen, trace: Trace, { microversions }: Contract, note: Note): void {
  if (microversions === null || exchange.route !== trace.facts.mainRoute) return;
  const names = [microversions.header, ...(microversions.legacyHeader === null ? [] : [microversions.legacyHeader])].map((name) => name.toLowerCase());
  const sent = exchange.request.headers.some(([name]) => names.includes(name.toLowerCase()));
  if (sent) return;
  const told = (exchange.response?.headers ?? []).filter(([name]) => names.includes(name)).map(([name, value]) => `${name}: ${value}`).sort();
  note('header/microversion', 'the microversion that an answer names when none was asked for', told.length === 0 ? 'none' : told.join(', '), null);
}

/** The headers that clients rely on: of what type an answer is, how a request is found again in a log, and which microversion spoke. */
export function observeHeaders(seen: Seen, trace: Trace, contract: Contract, note: Note): void {
  const { exchange, outcome, body } = seen;
  if (exchange.response === null || (outcome !== 'accepted' && outcome !== 'refused')) return;
  const type = exchange.response.headers.find(([name]) => name === 'content-type')?.[1] ?? 'none';
  if (body.kind !== 'none') note(`header/content-type/${outcome}`, `the content type of answers to what is ${outcome}`, type, null);
  if (outcome !== 'accepted') return;
  observeRequestId(seen, note);
  observeMicroversion(seen, trace, contract, note);
}
