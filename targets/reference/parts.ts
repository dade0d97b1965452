/**
 * The reference cloud is a row of small parts that a request passes in order; a fault replaces or wraps some of them. The order stands in
 * `pipeline.ts`, the right parts in `parts/`, the faults in `faults/`.
 */
import type { Contract, Operation } from '../../contracts/contract.ts';
import type { Cloud } from './cloud.ts';
import type { Caller } from './identity.ts';
import type { Json, JsonMap } from './json.ts';
import type { Refusal } from './refusal.ts';
import type { Metadata, Resource } from './store.ts';

/** What is known of a request before its body is read. */
export interface RequestHead {
  readonly method: string;
  /** Request target, not decoded, with its query. */
  readonly target: string;
  /** Names lower-cased. */
  readonly headers: ReadonlyMap<string, string>;
  /** Which connection it came on and which request of it this is; both count from 1. */
  readonly connection: { readonly number: number; readonly request: number };
}

/** A request as it came over the wire. */
export interface RawRequest extends RequestHead {
  /** The body's first mebibyte; empty without body. */
  readonly body: Uint8Array;
  /** How long the whole body was. */
  readonly bodyBytes: number;
}

/** An answer before it is written: `null` is no body. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
  /** Reason phrase; absent: the usual one of the status. */
  readonly reason?: string;
  /** The body goes in chunks of that many characters and without its length; absent: in one piece. */
  readonly chunkLength?: number;
}

/** A path segment, as it stands in the URL and percent-decoded once. */
export interface Segment {
  readonly raw: string;
  readonly text: string;
}

/** What a route leads to: an operation of a contract, or a page of the cloud that no contract describes. */
export type Destination =
  | { readonly kind: 'operation'; readonly contract: Contract; readonly operation: Operation }
  | { readonly kind: 'page'; readonly page: Page };

/** Where a request goes. */
export interface Match {
  /** Catalog type of the service: `compute`, `identity`, `image`, ... */
  readonly service: string;
  /** Version prefix as in the contract, `/v2.1`; '' when the page has none. */
  readonly version: string;
  /** Project id in the path, null when there is none. */
  readonly projectId: string | null;
  /** Path parameters by name. */
  readonly parameters: ReadonlyMap<string, Segment>;
  readonly destination: Destination;
}

/** After `receive`. */
export interface Arrived {
  readonly cloud: Cloud;
  readonly parts: Parts;
  readonly raw: RawRequest;
  /** Path without query, runs of slashes collapsed, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** After `route`. */
export interface Routed extends Arrived {
  readonly match: Match;
}

/** After `authenticate`. */
export interface Authenticated extends Routed {
  readonly caller: Caller;
}

/** After `negotiate` and `parseBody`. */
export interface Read extends Authenticated {
  /** `2.39` as numbers; null where the service or version prefix knows none. */
  readonly microversion: Microversion | null;
  readonly body: Json | undefined;
}

/** A microversion: `2.39` is `{ major: 2, minor: 39 }`. */
export interface Microversion {
  readonly major: number;
  readonly minor: number;
}

/** A request to an operation of a contract, after `validate`. */
export interface Parsed extends Read {
  readonly contract: Contract;
  readonly operation: Operation;
  /** Resource id as it stands in the path, decoded. */
  readonly resourceId: string;
  /** Item key of the path, decoded by `decodeKey`; null when the operation is not on an item. */
  readonly key: string | null;
  /** The map that was sent; empty when the operation sends none. */
  readonly sent: Metadata;
}

/** After `find`. */
export interface Found extends Parsed {
  readonly resource: Resource;
}

/** Inside `exclusive`, after `load`: nobody else writes this resource meanwhile. */
export interface Held extends Found {
  /** The stored map before the request. */
  readonly before: Metadata;
}

/** After the effect was computed, and when it comes to `present`, committed. */
export interface Applied extends Held {
  /** The stored map after the request. */
  readonly after: Metadata;
}

interface PagePlace {
  readonly service: string;
  /** Version prefixes it is served under; `['']` for none. */
  readonly versions: readonly string[];
  readonly method: string;
  /** Path template behind version and project id. */
  readonly path: string;
  /** Takes any body, which is not parsed. */
  readonly rawBody?: boolean;
}

/** A page of the cloud beside the contracts (servers, images, limits, ...), or one that is answered without a token (Keystone, versions). */
export type Page =
  | (PagePlace & { readonly public?: false; readonly answer: (context: PageContext) => Promise<PageReply> | PageReply })
  | (PagePlace & { readonly public: true; readonly answer: (context: PublicContext) => Promise<PageReply> | PageReply });

/** What a public page is answered from. */
export interface PublicContext extends Routed {
  readonly body: Json | undefined;
}

/** What a page is answered from. */
export interface PageContext extends PublicContext {
  readonly caller: Caller;
  readonly microversion: Microversion | null;
}

/** A resource about to be shown, by an operation of its contract or by a page. */
export interface Shown extends PageContext {
  readonly resource: Resource;
}

/** What a page answers. */
export interface PageReply {
  readonly status: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body: Json | null;
}

/**
 * The parts, in the order a request passes them. A part that refuses throws a {@link Refusal}.
 * Promises may be slow; all else answers at once.
 */
export interface Parts {
  /** Whether a request is read at all, or its connection reset; may take its time. */
  readonly meet: (head: RequestHead, cloud: Cloud) => Promise<'read' | 'reset'>;
  /** Size of the body, form of the path. */
  readonly receive: (raw: RawRequest, cloud: Cloud, parts: Parts) => Arrived;
  /** The path's segments. */
  readonly split: (context: Arrived) => readonly Segment[];
  /** Null: no such route. */
  readonly route: (context: Arrived, segments: readonly Segment[]) => Match | null;
  readonly authenticate: (context: Arrived) => Caller;
  /** Microversion asked for: 400 and 406. */
  readonly negotiate: (context: Authenticated) => Microversion | null;
  /** 415, and 400 for what is no JSON. */
  readonly parseBody: (context: Routed) => Json | undefined;
  /** The URL's project is the token's. */
  readonly checkProject: (context: Authenticated) => void;
  /** The operation exists at the microversion. */
  readonly checkAvailable: (context: Read, contract: Contract, operation: Operation) => void;
  /** The item key of the path. */
  readonly decodeKey: (segment: Segment) => string;
  /** Body against schema; gives the map that was sent. */
  readonly validate: (context: Omit<Parsed, 'sent'>) => Metadata | Promise<Metadata>;
  /** Policies that need no resource: administrators only. */
  readonly admit: (context: Parsed) => void;
  /** The resource, if the caller may know of it. */
  readonly find: (context: Parsed) => Resource | Promise<Resource>;
  /** Policies on the resource: readers and strangers do not write. */
  readonly authorize: (context: Found) => void | Promise<void>;
  /** URL key is body key. */
  readonly matchKey: (context: Parsed) => void;
  /** All that follows, alone with the resource. */
  readonly exclusive: <T>(context: Found, work: () => Promise<T>) => Promise<T>;
  /** The stored map. */
  readonly load: (context: Shown) => Promise<Metadata>;
  /** An item that is read or removed exists. */
  readonly checkItem: (context: Held) => void;
  /** Lock and states. */
  readonly checkState: (context: Held) => void | Promise<void>;
  /** The map after a merge. Pure, as are the next three. */
  readonly merge: (context: Held) => Metadata;
  readonly replace: (context: Held) => Metadata;
  readonly upsert: (context: Held) => Metadata;
  readonly remove: (context: Held) => Metadata;
  /** Rules of a kind on the map: availability zones. */
  readonly checkMap: (context: Applied) => void | Promise<void>;
  /** Number of items. */
  readonly checkQuota: (context: Applied) => void | Promise<void>;
  /** Store the map after the request. */
  readonly commit: (context: Applied) => Promise<void>;
  /** The map or item in the answer. */
  readonly present: (context: Applied) => Metadata;
  /** The resource as the service shows it, its metadata included, in its envelope. */
  readonly view: (context: PageContext, resource: Resource, metadata: Metadata) => JsonMap;
  /** Status, headers and body of a success. */
  readonly respond: (context: Applied, answer: Metadata) => Reply;
  /** The answer to a refused request. */
  readonly respondError: (context: Arrived | Read | null, refusal: Refusal) => Reply;
}
