/** How an interaction is put together: what the effects, the examples and the rejections have in common. */
import type { Contract, JsonPointer, Operation, SourceRef } from '../contract.ts';
import { resolvePointer } from '../json-pointer.ts';
import { asObject } from '../plain-object.ts';
import { answerMatcher, wrapAt } from './answer-matcher.ts';
import type { InteractionKind, Json, PactHeader, PactInteraction, PactRequest, PactResponse, Pairs } from './interaction.ts';
import type { PactState } from './states.ts';

/** Ids that stand in the pacts: in a verification, those of the target take their place. */
const EXAMPLE_ID = { integer: '1', text: '6c5e5f0c-3f0e-4c7e-9a55-0c3d5b1f7a10' } as const;
const ABSENT_ID = { integer: '999999999', text: '00000000-0000-4000-8000-000000000000' } as const;

const TOKEN: PactHeader = { kind: 'regex', regex: '^\\S+$', example: 'a-token' };

function idKind(contract: Contract): keyof typeof EXAMPLE_ID {
  return asObject(resolvePointer(contract.openapi, contract.resource.idSchema))['type'] === 'integer' ? 'integer' : 'text';
}

/** An id that a resource of the contract could have. */
export function exampleId(contract: Contract): string {
  return EXAMPLE_ID[idKind(contract)];
}

/** An id in the right form that no resource has. */
export function absentId(contract: Contract): string {
  return ABSENT_ID[idKind(contract)];
}

/** What is particular to one request. */
export interface RequestDraft {
  /** Of the path; null where the operation is not on an item. */
  readonly key?: string;
  readonly body?: PactRequest['body'];
  readonly method?: string;
  readonly headers?: Readonly<Record<string, PactHeader>>;
  /** False: no token is sent. */
  readonly token?: boolean;
  /** The resource is one that is not there. */
  readonly absent?: boolean;
}

/** The request of an operation. */
export function requestOf(contract: Contract, operation: Operation, draft: RequestDraft): PactRequest {
  const { key, body = null, method = operation.method, headers = {}, token = true, absent = false } = draft;
  const path = operation.keyParameter === null ? operation.path : operation.path.replace(`{${operation.keyParameter}}`, () => encodeURIComponent(key ?? ''));
  const type: Record<string, PactHeader> = body === null ? {} : { 'Content-Type': 'json' in body ? 'application/json' : 'application/xml' };
  return { method, path, exampleId: absent ? absentId(contract) : exampleId(contract), headers: { ...(token ? { 'X-Auth-Token': TOKEN } : {}), ...type, ...headers }, body };
}

/** A body with the pairs where the operation has its map; null where it takes none. */
export function bodyOf(operation: Operation, pairs: Pairs): { readonly json: Json } | null {
  return operation.requestMap === null ? null : { json: wrapAt(operation.requestMap, pairs) };
}

/** The answer of a success that shows these pairs. */
export function successOf(contract: Contract, operation: Operation, shows: Pairs): PactResponse {
  return { statuses: operation.success.statuses as PactResponse['statuses'], body: operation.answer === 'none' ? null : answerMatcher(contract, operation, shows) };
}

/** The documents behind constraints; choices of ours have none. */
export function sourcesOf(contract: Contract, constraints: readonly JsonPointer[]): readonly SourceRef[] {
  return constraints.flatMap((id) => {
    const origin = contract.constraints.get(id)?.origin;
    return origin?.kind === 'source' ? origin.sources : [];
  });
}

/** Everything about an interaction but what follows from its operation. */
export interface InteractionDraft {
  readonly description: string;
  readonly states: readonly PactState[];
  readonly request: RequestDraft;
  readonly response: PactResponse;
  readonly shows?: Pairs;
  readonly constraints?: readonly JsonPointer[];
}

/** An interaction on an operation. */
export function interactionOf(contract: Contract, operation: Operation, kind: InteractionKind, draft: InteractionDraft): PactInteraction {
  const { description, states, request, response, shows, constraints } = draft;
  return {
    description, kind, operation: operation.id, effect: operation.effect, states, request: requestOf(contract, operation, request), response,
    shows: shows ?? null, sources: sourcesOf(contract, constraints ?? [operation.effectConstraint, operation.answerConstraint]),
  };
}

/** The operation with an effect on the map (or the resource), or on an item. */
export function operationFor(contract: Contract, effect: Operation['effect'], on: 'map' | 'item' | 'resource'): Operation | undefined {
  return contract.operations.find((operation) => operation.effect === effect && operation.on === on);
}
