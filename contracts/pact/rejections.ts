/** What a contract says is refused, each reason with a request that gives it and with the statuses that may answer it. */
import type { Contract, JsonPointer, Operation, Rejection } from '../contract.ts';
import { asObject } from '../plain-object.ts';
import { resolvePointer } from '../json-pointer.ts';
import { schemaValidator } from '../schema-validator.ts';
import { wrapAt } from './answer-matcher.ts';
import { bodyOf, interactionOf, operationFor, type RequestDraft } from './draft-interaction.ts';
import type { Json, PactInteraction, Pairs } from './interaction.ts';
import { an, type PactCaller, pactState, type PactState } from './states.ts';

const BEFORE: Pairs = { changed: 'before', kept: 'as it was' };
const SENT: Pairs = { changed: 'after' };

/** A request that is refused, and where. */
interface Refusal {
  readonly reason: Rejection;
  readonly description: string;
  readonly operation: Operation;
  readonly states?: readonly PactState[];
  readonly request: RequestDraft;
  readonly constraints?: readonly JsonPointer[];
}

/** Where the URL may hold a project id, a stranger's request meets it first: what is said of another project's URL is said of strangers too. */
function statusesOf(contract: Contract, reason: Rejection, stated: readonly number[]): readonly number[] {
  if (reason !== 'forbidden' || contract.service.project === 'absent') return stated;
  return [...new Set([...stated, ...(contract.rejections['project-mismatch']?.statuses ?? [])])];
}

function interaction(contract: Contract, refusal: Refusal): readonly PactInteraction[] {
  const refused = contract.rejections[refusal.reason];
  const [first, ...others] = refused === undefined ? [] : statusesOf(contract, refusal.reason, refused.statuses);
  if (refused === undefined || first === undefined) return [];
  return [interactionOf(contract, refusal.operation, 'rejection', {
    description: refusal.description, states: refusal.states ?? [pactState(contract, { kind: 'metadata', metadata: BEFORE })], request: refusal.request,
    response: { statuses: [first, ...others], body: null }, constraints: [refused.constraint, ...(refusal.constraints ?? [])],
  })];
}

/** A correct request of an operation: what is refused differs from it in one thing. */
function plain(operation: Operation): RequestDraft {
  return { ...(operation.on === 'item' ? { key: 'changed' } : {}), body: bodyOf(operation, SENT) };
}

function writesOf(contract: Contract): readonly Operation[] {
  return contract.operations.filter(({ effect }) => effect !== 'read');
}

function sendingOf(contract: Contract): readonly Operation[] {
  return contract.operations.filter(({ requestMap }) => requestMap !== null);
}

function longerThan(contract: Contract, schema: JsonPointer): string | null {
  const most = asObject(resolvePointer(contract.openapi, schema))['maxLength'];
  return typeof most === 'number' ? 'x'.repeat(most + 1) : null;
}

/** Bodies with one thing wrong. Which of them a contract really forbids is asked of its schema. */
function candidates(contract: Contract, operation: Operation): readonly (readonly [what: string, body: Json])[] {
  const pointer = operation.requestMap ?? '';
  const pairs = (what: string, value: Pairs): readonly [string, Json] => [what, wrapAt(pointer, value)];
  const [longKey, longValue] = [longerThan(contract, contract.keySchema), longerThan(contract, contract.valueSchema)];
  return [
    pairs('a number as value', { changed: 1 }), pairs('a boolean as value', { changed: true }), pairs('null as value', { changed: null }), pairs('an object as value', { changed: { nested: 'value' } }), pairs('an empty key', { '': 'value' }),
    ...(longKey === null ? [] : [pairs('a key that is too long', { [longKey]: 'value' })]), ...(longValue === null ? [] : [pairs('a value that is too long', { changed: longValue })]),
    pairs('no pair', {}), pairs('two pairs', { changed: 'after', kept: 'too' }), ['a list in place of the map', wrapAt(pointer, [])], ['null in place of the map', wrapAt(pointer, null)], ['no map', {}],
    ['a member beside the map', { ...asObject(wrapAt(pointer, SENT)) as Record<string, Json>, extra: 'member' }],
  ];
}

function invalid(contract: Contract, operation: Operation): readonly Refusal[] {
  if (operation.requestSchema === null) return [];
  const validate = schemaValidator(contract, operation.requestSchema);
  return candidates(contract, operation).flatMap(([what, json]): Refusal[] => {
    if (operation.on === 'item' && what === 'an empty key') return [];
    const broken = validate(json).map(({ constraint }) => constraint).filter((id) => contract.constraints.get(id)?.beyond === 'reject');
    const named = operation.on === 'item' ? Object.keys(asObject(resolvePointer(json, operation.requestMap ?? '')))[0] ?? 'changed' : undefined;
    return broken.length === 0 ? [] : [{ reason: 'invalid', description: `${an(operation.effect)} with ${what} is refused`, operation, request: { body: { json }, ...(named === undefined ? {} : { key: named }) }, constraints: broken }];
  });
}

function absentThings(contract: Contract): readonly Refusal[] {
  const absent = [pactState(contract, { kind: 'absent' })];
  const onItems = contract.operations.filter(({ on, effect }) => on === 'item' && (effect === 'read' || effect === 'remove'));
  return [
    ...onItems.map((operation): Refusal => ({ reason: 'key-not-found', description: `${an(operation.effect)} of an item that is not there is refused`, operation, request: { key: 'absent' } })),
    ...contract.operations.map((operation): Refusal => ({ reason: 'not-found', description: `${an(operation.effect)} of ${operation.on === 'item' ? 'an item' : `the ${operation.on}`} is refused where there is no such ${contract.resource.noun}`, operation, states: absent, request: { ...plain(operation), absent: true } })),
  ];
}

function mismatch(contract: Contract): readonly Refusal[] {
  const operation = operationFor(contract, 'upsert', 'item');
  const law = contract.laws.find(({ kind }) => kind === 'url-key-is-body-key');
  return operation === undefined || law === undefined ? [] : [{ reason: 'mismatch', description: 'an upsert whose URL names another key than its body is refused', operation, request: { key: 'kept', body: bodyOf(operation, SENT) }, constraints: [law.constraint] }];
}

function locked(contract: Contract): readonly Refusal[] {
  const lock = contract.preconditions?.actions.find(({ id, accepts }) => id === 'lock' && accepts === 'reads-only');
  if (lock === undefined) return [];
  const states = [pactState(contract, { kind: 'metadata', metadata: BEFORE }), pactState(contract, { kind: 'locked' })];
  return writesOf(contract).map((operation) => ({ reason: 'state', description: `${an(operation.effect)} on a locked ${contract.resource.noun} is refused`, operation, states, request: plain(operation) }));
}

function quota(contract: Contract): readonly Refusal[] {
  if (contract.quota.maxItems === null) return [];
  const states = [pactState(contract, { kind: 'quota' })];
  const adding = contract.operations.filter(({ effect, requestMap }) => requestMap !== null && (effect === 'merge' || effect === 'upsert'));
  return adding.map((operation): Refusal => ({ reason: 'quota', description: `${an(operation.effect)} of one item more than the quota is refused`, operation, states, request: { body: bodyOf(operation, { 'one-more': 'item' }), ...(operation.on === 'item' ? { key: 'one-more' } : {}) }, constraints: [contract.quota.constraint] }));
}

/** Who may not, and what is told them. A stranger may be let read, as public images are: only the writes are said to be refused. A stranger to a contract of administrators is who is none. */
function callers(contract: Contract): readonly Refusal[] {
  const reads = contract.operations.filter(({ effect, on }) => effect === 'read' && on === 'map');
  const by = (caller: PactCaller, reason: Rejection, who: string, draft: RequestDraft): readonly Refusal[] => [...(caller === 'stranger' || (caller === 'member' && contract.service.public) ? [] : reads), ...writesOf(contract)].map((operation) => ({
    reason, description: `${an(operation.effect)} by ${who} is refused`, operation, request: { ...plain(operation), ...draft },
    states: [pactState(contract, { kind: 'metadata', metadata: BEFORE }), pactState(contract, { kind: 'caller', caller })],
  }));
  return [
    ...by('nobody', 'unauthenticated', 'a caller without a token', { token: false }), ...by('bad-token', 'unauthenticated', 'a caller with a bad token', { headers: { 'X-Auth-Token': 'not-a-token-of-this-cloud' } }),
    ...(contract.service.admin ? by('member', 'forbidden', 'a caller who is no administrator', {}) : by('stranger', 'forbidden', 'a caller of another project', {})),
  ];
}

function protocol(contract: Contract): readonly Refusal[] {
  const [operation] = sendingOf(contract);
  if (operation === undefined) return [];
  const { microversions } = contract;
  const offered = new Set(contract.operations.filter(({ path }) => path === operation.path).map(({ method }) => method));
  const method = ['PATCH', 'PUT'].find((each) => !offered.has(each));
  return [
    { reason: 'media-type', description: `${an(operation.effect)} in XML is refused`, operation, request: { ...plain(operation), body: { xml: '<metadata><meta key="changed">after</meta></metadata>' } } },
    ...(method === undefined ? [] : [{ reason: 'method', description: `${an(method)} where there is none is refused`, operation, request: { ...plain(operation), method } } as const]),
    ...(microversions === null ? [] : [{ reason: 'microversion', description: `${an(operation.effect)} at a version that is none is refused`, operation, request: { ...plain(operation), headers: { [microversions.header]: microversions.format.replace('{version}', 'x.y') } } } as const]),
  ];
}

/** One interaction for each request that a contract says is refused. Bodies beyond the size limit, other paths and other projects' URLs are left out: a pact cannot say them of every provider. */
export function rejectionInteractions(contract: Contract): readonly PactInteraction[] {
  const refusals = [...sendingOf(contract).flatMap((operation) => invalid(contract, operation)), ...mismatch(contract), ...absentThings(contract), ...locked(contract), ...quota(contract), ...callers(contract), ...protocol(contract)];
  return refusals.flatMap((refusal) => interaction(contract, refusal));
}
