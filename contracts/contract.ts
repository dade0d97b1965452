/**
 * contracts/ answers: what is promised. One OpenAPI 3.1 file per metadata resource, read into the types below.
 * Imports nothing of the other folders.
 *
 * A {@link Contract} is plain, frozen data: every fact in it is a {@link Constraint} that bears either the document it was
 * read from or the choice we made where the documents are silent.
 */

/** A contract's id: its file name without the ending, and the KIND of `--resource KIND=ID`. */
export type ContractId = string;

/** A JSON Pointer (RFC 6901), `''` for the whole value. */
export type JsonPointer = string;

/** A JSON Schema 2020-12 as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an operation does to the stored map. */
export type Effect = 'read' | 'merge' | 'replace' | 'upsert' | 'remove';

/** What an operation speaks about: the whole map, one item of it, or the resource that bears it. */
export type Scope = 'map' | 'item' | 'resource';

/** A place in a document: its id in `documents.json` and the lines (1-based, inclusive) or the section. */
export interface SourceRef {
  readonly document: string;
  readonly lines?: string;
  readonly section?: string;
}

/** Why a constraint holds: a document says so, or we assume it and say why. */
export type Origin =
  | { readonly kind: 'source'; readonly sources: readonly SourceRef[] }
  | { readonly kind: 'choice'; readonly assume: string; readonly because: string; readonly evidence: readonly SourceRef[] };

/** What a server may do with what lies beyond a limit: refuse it only, or refuse it or store it exactly. */
export type Beyond = 'reject' | 'either';

/** One fact of a contract, addressed by its place in the file. */
export interface Constraint {
  /** JSON Pointer into the contract file, e.g. `/components/schemas/Key/maxLength`. Stable: findings rest on it. */
  readonly id: JsonPointer;
  readonly origin: Origin;
  readonly beyond: Beyond;
}

/** A set of statuses the server may answer with, and the constraint that says so. */
export interface StatusSet {
  readonly statuses: readonly number[];
  readonly constraint: JsonPointer;
}

/**
 * Why a server refuses a request: the keys of a contract's `x-rejections`, one status set each.
 * `invalid`: the body or key breaks a schema; `mismatch`: URL key and body key differ; `key-not-found`, `not-found` (the resource);
 * `state` (precondition); `quota`; `unauthenticated`; `forbidden` (a stranger); `project-mismatch` (URL project is not the token's);
 * `media-type`; `method`; `path` (no such route); `body-size`; `microversion`.
 */
export const REJECTIONS = [
  'invalid', 'mismatch', 'key-not-found', 'not-found', 'state', 'quota', 'unauthenticated', 'forbidden', 'project-mismatch',
  'media-type', 'method', 'path', 'body-size', 'microversion',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/**
 * What the map (or item) in a success response holds: `map` the whole stored map after the request, `sent` exactly what was sent,
 * `item` exactly the item asked for, `none` there is no body.
 */
export type Answer = 'map' | 'sent' | 'item' | 'none';

/** One operation of the API on the metadata of a resource. */
export interface Operation {
  readonly id: string;
  readonly effect: Effect;
  readonly on: Scope;
  readonly method: string;
  /** Path template relative to the service endpoint, e.g. `/servers/{server_id}/metadata/{key}`. */
  readonly path: string;
  /** Name of the path parameter that carries the item key; null when the operation is not on an item. */
  readonly keyParameter: string | null;
  /** Where the map sits in the request body, null when there is no body. For an item it is the one-pair map. */
  readonly requestMap: JsonPointer | null;
  /** Other envelopes that documents name for the same request; a server may refuse them or treat them alike. */
  readonly requestMapAliases: readonly JsonPointer[];
  /** Where the map sits in the success response, null when it has no body. */
  readonly responseMap: JsonPointer | null;
  /** What null as a value means in the request map. */
  readonly nullMeans: 'removes' | 'invalid';
  /** The constraint that says null removes; null where it is invalid (the value schema's `type` says that). */
  readonly nullConstraint: JsonPointer | null;
  readonly answer: Answer;
  /** Pointer of the request body's schema in the contract file, null without body. */
  readonly requestSchema: JsonPointer | null;
  /** Pointer of the success response's schema in the contract file, null without body. */
  readonly responseSchema: JsonPointer | null;
  readonly success: StatusSet;
  /** The constraint that says this operation has this effect: `<operation pointer>/x-effect`. */
  readonly effectConstraint: JsonPointer;
  /** The constraint that says what the answer holds: `<operation pointer>/x-answer`. */
  readonly answerConstraint: JsonPointer;
}

/** A law that a schema cannot say; a closed union. */
export type Law =
  /** The key in the URL is the only key of the request map. */
  | { readonly kind: 'url-key-is-body-key'; readonly constraint: JsonPointer }
  /** Two places of a response are equal (an absent one counts as null). */
  | { readonly kind: 'response-places-equal'; readonly left: JsonPointer; readonly right: JsonPointer; readonly constraint: JsonPointer }
  /** Keys that differ only in case are different keys; `beyond: either` allows a clean refusal of the second. */
  | { readonly kind: 'case-distinct'; readonly constraint: JsonPointer }
  /** In a body with duplicate JSON members the last one wins, or the body is refused. */
  | { readonly kind: 'last-duplicate-wins'; readonly constraint: JsonPointer };

/** A limit on the number of items of one map. */
export interface Quota {
  /** Item count assumed by the documents or by choice; what the target announces wins. Null: there is no limit. */
  readonly maxItems: number | null;
  /** Where the service announces it: path relative to the endpoint and JSON Pointer into the answer (-1: no limit). */
  readonly announcedAt: { readonly path: string; readonly pointer: JsonPointer } | null;
  readonly constraint: JsonPointer;
}

/** In which states of the resource the map may be written; read at `pointer` of the resource operation's answer. */
export interface StatePrecondition {
  readonly pointer: JsonPointer;
  readonly writable: readonly string[];
  /** Place in the same answer that holds a task's name while the resource is busy and null otherwise; null: the service shows none. */
  readonly busy: JsonPointer | null;
  readonly constraint: JsonPointer;
  /** How to bring the resource into a state and back, for resources we may disturb. */
  readonly actions: readonly StateAction[];
}

/** A request that moves the resource into a state, and the one that moves it back. */
export interface StateAction {
  readonly id: string;
  readonly path: string;
  readonly body: unknown;
  readonly undo: unknown;
  /** State at the precondition's pointer afterwards; for `lock` the state does not move and `refusesWrites` says what to expect. */
  readonly reaches: string | null;
  readonly accepts: 'writes' | 'reads-only';
}

/** Data that must only be sent to a resource that was provisioned or declared `--sacrificial`. */
export interface Hazards {
  readonly keys: readonly string[];
  readonly classes: readonly string[];
  /** Keys that, once set, the API cannot remove. */
  readonly permanent: readonly string[];
}

/** How microversions are asked for; null for services without. */
export interface Microversions {
  readonly header: string;
  readonly legacyHeader: string | null;
  /** Value format: `{version}` in the header's value is replaced, e.g. `compute {version}` or `{version}`. */
  readonly format: string;
  /** First and last microversion at which the contract's operations exist; null: open end. */
  readonly min: string | null;
  readonly max: string | null;
  /** Microversions at which responses gain or lose something, worth running at (besides none). */
  readonly probe: readonly string[];
  readonly constraint: JsonPointer;
}

/** One metadata resource: what its API promises. */
export interface Contract {
  readonly id: ContractId;
  readonly title: string;
  /** Absolute path of the file. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly sha256: string;
  /** Ids in `documents.json` of all documents its sources name, sorted. */
  readonly documents: readonly string[];
  readonly service: {
    /** Catalog types, first the official one: `compute`; `block-storage`, `volumev3`, ... */
    readonly types: readonly string[];
    /** Version prefixes the documents name, the preferred one first: `/v2.1`, `/v2`. */
    readonly versions: readonly string[];
    /** Whether requests may, must or must not carry the project id behind the version. */
    readonly project: 'optional' | 'required' | 'absent';
    /** Whether an operation needs an administrator; where all may read, a write. */
    readonly admin: boolean;
    /** Whether every caller with a valid token may read, whosever the resource is. Default: false. */
    readonly public: boolean;
  };
  readonly resource: {
    /** Noun in the singular: `server`. Contracts with the same service and noun share physical resources (`server` and `ecs`). */
    readonly noun: string;
    /** Name of its path parameter: `server_id`. */
    readonly parameter: string;
    /** Schema pointer of the id parameter. */
    readonly idSchema: JsonPointer;
    /** Id of the operation that shows the whole resource (it may be the one that reads the map); null: there is none. */
    readonly operation: string | null;
    /** Places in the resource operation's answer that other parties move: left out when the resource is compared. */
    readonly volatile: readonly JsonPointer[];
  };
  readonly operations: readonly Operation[];
  /** Schema pointers of the one definition of key, value and map used in both directions. */
  readonly keySchema: JsonPointer;
  readonly valueSchema: JsonPointer;
  readonly mapSchema: JsonPointer;
  readonly quota: Quota;
  readonly preconditions: StatePrecondition | null;
  readonly laws: readonly Law[];
  /** Keys that are legal in a body but cannot be addressed as a URL segment (regular expression source, `v` flag), null: none. */
  readonly unaddressable: string | null;
  /** Read-your-writes when 0, else the bound in milliseconds. */
  readonly visibleWithinMs: number;
  readonly visibilityConstraint: JsonPointer;
  readonly hazards: Hazards;
  readonly microversions: Microversions | null;
  readonly rejections: Readonly<Partial<Record<Rejection, StatusSet>>>;
  readonly constraints: ReadonlyMap<JsonPointer, Constraint>;
  /** The OpenAPI document itself, `$ref`s and all, for Ajv. */
  readonly openapi: Readonly<Record<string, unknown>>;
}

/** A document the contracts are read from, as listed in `documents.json`. */
export interface DocumentEntry {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly date: string;
  /** SHA-256 of the document's bytes when it is a file we can hash, null for a de facto source such as a code base. */
  readonly sha256: string | null;
  readonly kind: 'document' | 'de-facto';
  readonly location: string;
}
