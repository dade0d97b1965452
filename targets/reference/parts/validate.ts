/** The body against the contract's schema, and URL key against body key. */
import { pointerTokens } from '../../../contracts/json-pointer.ts';
import type { Contract, JsonPointer, Rejection } from '../../../contracts/contract.ts';
import { isMap, valueAt } from '../json.ts';
import type { Json } from '../json.ts';
import type { Parsed } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { schemaProblem } from '../schema-problem.ts';
import { serviceOf } from '../services.ts';
import type { Metadata } from '../store.ts';

/** The status a contract names for a reason: the usual one when it is among them. */
export function statusFor(contract: Contract, reason: Rejection, usual: number): number {
  const statuses = contract.rejections[reason]?.statuses ?? [];
  return statuses.length === 0 || statuses.includes(usual) ? usual : statuses[0]!;
}

/**
 * The body without the members that an old version drops: those beside the map, on each level of its envelope. The name of an action is not one
 * of them: a second action is not dropped.
 */
function lenientBody(body: Json | undefined, pointer: JsonPointer): Json | undefined {
  const [token, ...rest] = pointerTokens(pointer);
  if (token === undefined || !isMap(body) || !body.has(token)) return body;
  if (rest.length > 0) return new Map(body).set(token, lenientMember(body.get(token)!, rest));
  return new Map([[token, body.get(token)!]]);
}

function lenientMember(member: Json, tokens: readonly string[]): Json {
  const [token, ...rest] = tokens;
  if (token === undefined || !isMap(member) || !member.has(token)) return member;
  return new Map([[token, lenientMember(member.get(token)!, rest)]]);
}

/** @throws Refusal 400 when the body breaks the operation's request schema. */
export function validate(context: Omit<Parsed, 'sent'>): Metadata {
  const { operation, contract, match } = context;
  if (operation.requestMap === null) return new Map();
  const isLegacy = serviceOf(match.service).legacyVersions.includes(match.version);
  const body = isLegacy ? lenientBody(context.body, operation.requestMap) : context.body;
  const problem = operation.requestSchema === null ? null : schemaProblem(contract, operation.requestSchema, body ?? null);
  if (problem !== null) throw new Refusal(statusFor(contract, 'invalid', 400), 'invalid', problem);
  const sent = valueAt(body, operation.requestMap);
  if (!isMap(sent)) throw new Refusal(statusFor(contract, 'invalid', 400), 'invalid', 'Malformed request body');
  return sent;
}

/** @throws Refusal 400 when the key in the URL is not the key of the one pair in the body. */
export function matchKey({ contract, key, operation, sent }: Parsed): void {
  if (key === null || operation.requestMap === null || !contract.laws.some((law) => law.kind === 'url-key-is-body-key')) return;
  if (!sent.has(key)) throw new Refusal(statusFor(contract, 'mismatch', 400), 'mismatch', 'Request body and URI mismatch');
}
