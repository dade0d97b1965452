/** The state of a run that opening, performing and closing a target share. */
import type { Connections } from './connection.ts';
import type { StateJournal } from './journal/state-journal.ts';
import type { LaneSetup } from './lane-setup.ts';
import type { NamedKeys } from './named-keys.ts';
import type { Provisioned } from './provisioning/provision.ts';
import type { PhysicalResource } from './resource.ts';
import type { TargetConfig } from './target-config.ts';
import type { Tokens } from './tokens.ts';

/** A resource that was opened, and through which lane it goes back. */
export interface Touched { readonly setup: LaneSetup; readonly resource: PhysicalResource }

/** The run's state that performing and closing share. */
export interface Session {
  readonly config: TargetConfig;
  readonly connections: Connections;
  readonly provisioned: Provisioned;
  readonly tokens: Tokens;
  readonly named: NamedKeys;
  readonly journalKeys: (keys: readonly string[]) => Promise<void>;
  readonly states: StateJournal;
  readonly touched: Touched[];
  readonly underWay: Set<Promise<unknown>>;
  closing: boolean;
}
