/** What a pact says, as plain data: the shape that projecting a contract gives, before any Pact library has seen it. */
import type { Effect, SourceRef } from '../contract.ts';
import type { PactState } from './states.ts';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The pairs of a metadata map. */
export type Pairs = Readonly<Record<string, Json>>;

/** What an answer's value must be: a closed union. Members that an object does not name may be there or not. */
export type PactValue =
  /** Equal, and for an object: with no member more. */
  | { readonly kind: 'exactly'; readonly value: Json }
  /** Of the same JSON type as the example. */
  | { readonly kind: 'type'; readonly example: Json }
  | { readonly kind: 'integer'; readonly example: number }
  /** A text that fits a regular expression. */
  | { readonly kind: 'regex'; readonly regex: string; readonly example: string }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, PactValue>> };

/** A header: a text, or a regular expression with an example. */
export type PactHeader = string | Extract<PactValue, { kind: 'regex' }>;

export interface PactRequest {
  readonly method: string;
  /** Relative to the service endpoint, the key encoded, the resource's id as `{server_id}`. */
  readonly path: string;
  /** The id that stands in the pact; in a verification the provider's state puts another in its place. */
  readonly exampleId: string;
  readonly headers: Readonly<Record<string, PactHeader>>;
  /** JSON, or XML where the media type is what is wrong; null: no body. */
  readonly body: { readonly json: Json } | { readonly xml: string } | null;
}

export interface PactResponse {
  /** Any of these; the first one is the example. */
  readonly statuses: readonly [number, ...number[]];
  /** Null: nothing is said about the body. */
  readonly body: PactValue | null;
}

/** What an interaction shows: an example as a document prints it, what an effect does, or how a request is refused. */
export type InteractionKind = 'example' | 'effect' | 'rejection';

/** One request, the state it meets, and what the answer must be. */
export interface PactInteraction {
  /** Unique in its pact, and its name there. */
  readonly description: string;
  readonly kind: InteractionKind;
  /** Id of the contract's operation. */
  readonly operation: string;
  readonly effect: Effect;
  readonly states: readonly PactState[];
  readonly request: PactRequest;
  readonly response: PactResponse;
  /** The map or item that the answer shows to a client; null where it shows none. */
  readonly shows: Pairs | null;
  /** The documents it rests on; empty where the contract chose. */
  readonly sources: readonly SourceRef[];
}

/** All interactions of one contract: what its pact file is made from. */
export interface Pact {
  readonly consumer: string;
  /** Id of the contract. */
  readonly provider: string;
  /** SHA-256 of the contract file it was made from. */
  readonly sha256: string;
  readonly interactions: readonly PactInteraction[];
}
