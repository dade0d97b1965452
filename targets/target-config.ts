/** What a target is opened with; the command line builds it from flags, variables and `clouds.yaml`. */
import type { Contract, ContractId } from '../contracts/contract.ts';
import type { Caller } from '../generators/plan.ts';
import type { Header, WireRequest } from './dispatch.ts';
import type { ProvisionConfig } from './provisioning/provision-config.ts';
import type { Secret } from './secret.ts';
import type { TargetKind } from './target.ts';
import type { TlsTerms } from './tls-terms.ts';

/** Where a token comes from. */
export interface TokenSource {
  /** The current token; a source may fetch it on the first call. */
  get(): Promise<Secret>;
  /** A new token after the current one was refused; absent: it cannot be renewed. */
  renew?(): Promise<Secret>;
  /** Whether the current token is over, or nearly: it is renewed before it is used then. Absent: not known. */
  isStale?(): boolean;
  /** What the token is asked for with, to be kept out of every record. */
  readonly secrets?: readonly Secret[];
}

/** Signs each request instead of putting a token on it. */
export interface SigningSource {
  /** The headers that make the request the caller's. @param origin `https://host:port` it goes to. */
  sign(request: WireRequest, origin: string): readonly Header[];
  readonly secrets: readonly Secret[];
}

/** How a caller shows who it is. */
export type CredentialSource = TokenSource | SigningSource;

/** A resource somebody named: `--resource KIND=ID`. */
export interface NamedResource {
  readonly kind: ContractId;
  readonly id: string;
}

export interface TargetConfig {
  readonly contracts: readonly Contract[];
  /** Endpoint URL per service type; `*` for every type without its own. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** For a contract that needs an administrator `admin` is preferred to `owner` as the one who may write. */
  readonly tokens: Readonly<Partial<Record<Caller, CredentialSource>>>;
  readonly resources: readonly NamedResource[];
  /** The named resources may be disturbed: states, hazardous keys. */
  readonly sacrificial: boolean;
  readonly kind: TargetKind;
  /** For reports; default: the host of the first endpoint. */
  readonly name?: string;
  /** Requests a second at most; default: no limit. */
  readonly rate?: number;
  /** Requests under way at a time at most; default: no limit. */
  readonly maxInFlight?: number;
  /** Time one exchange may take, from the call to the last byte of the answer. */
  readonly timeoutMs: number;
  /** For https endpoints; default: as Node does. */
  readonly tls?: TlsTerms;
  /** Folder of the journals, created with mode 0700; see `defaultJournalDir`. */
  readonly journalDir: string;
  /** Names this run's journal file. */
  readonly runId: string;
  /** Never write: only reading steps are performed, start states are taken as they are. */
  readonly readOnly?: boolean;
  /** Make what too few of are named, and take it away in the end; absent: nothing is made. */
  readonly provision?: ProvisionConfig;
  /** Asks to stop; heard while resources are made and in pauses that the target asks for: nothing else here may take long. */
  readonly signal?: AbortSignal;
  /** Project id for routes that carry one, when neither the endpoint nor the resource tells it. */
  readonly projectId?: string;
}
