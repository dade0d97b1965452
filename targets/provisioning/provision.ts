/** Makes what the contracts need and nobody named: two of each kind, each written into the journal before it is asked for. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, ContractId } from '../../contracts/contract.ts';
import type { Connections } from '../connection.ts';
import { appendLine, closeWith } from '../journal/journal.ts';
import type { NamedResource, TargetConfig } from '../target-config.ts';
import { TargetError } from '../target-error.ts';
import { openDoorToKind } from './door-to-kind.ts';
import { ALL_KINDS, kindFor } from './kinds/all-kinds.ts';
import type { ProvisionConfig } from './provision-config.ts';
import { provisionedName } from './provisioned-name.ts';
import { removeProvisioned } from './removal.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { Door } from './service-door.ts';
import { contractFor, whereMade } from './where-made.ts';

/** A subject and a bystander. */
const WANTED = 2;
const POLL_MS = 400;

/** One thing that was asked for. */
interface Creation {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly at: Date;
  id: string | null;
  ready: boolean;
}

/** How the removal ended. */
export interface Removed {
  readonly made: number;
  readonly removed: number;
  /** What is left and why. */
  readonly problems: readonly string[];
}

export interface Provisioned {
  /** What was made, as if it had been named. */
  readonly resources: readonly NamedResource[];
  /** Why nothing could be made for a contract. */
  readonly reasons: ReadonlyMap<ContractId, string>;
  /** Take all of it away again. */
  remove(): Promise<Removed>;
}

interface Workshop {
  readonly config: TargetConfig;
  readonly wishes: ProvisionConfig;
  readonly connections: Connections;
  readonly creations: Creation[];
}

/** Nothing is made. */
export const NOTHING_PROVISIONED: Provisioned = { resources: [], reasons: new Map(), remove: async () => ({ made: 0, removed: 0, problems: [] }) };

function doorOf({ config, connections }: Workshop, kind: ResourceKind, purpose: 'preflight' | 'restore' = 'preflight'): Door | null {
  return openDoorToKind({ ...config, connections }, kind, purpose);
}

/** The contracts of a kind that may be provisioned for. */
function served({ config, wishes }: Workshop, kind: ResourceKind): readonly Contract[] {
  return config.contracts.filter((contract) => wishes.contracts.includes(contract.id) && kindFor(contract) === kind);
}

function namedFor({ config }: Workshop, contract: Contract): number {
  return new Set(config.resources.filter(({ kind }) => kind === contract.id).map(({ id }) => id)).size;
}

/** How many of a kind are missing. */
function missing(workshop: Workshop, kind: ResourceKind): number {
  const own = Math.max(0, ...served(workshop, kind).map((contract) => WANTED - namedFor(workshop, contract)));
  const forOthers = ALL_KINDS.some((other) => other.after === kind.noun && missing(workshop, other) > 0);
  return Math.max(own, forOthers ? 1 : 0);
}

async function journalCreation({ config }: Workshop, { kind, name, at }: Creation): Promise<void> {
  const [place, contract] = [whereMade(kind, config), contractFor(kind, config.contracts)];
  if (place === null || contract === null) throw new Error(`There is no place for a ${kind.noun}.`);
  const writer = { pid: process.pid, host: hostname(), target: config.kind };
  await appendLine(config.journalDir, config.runId, { type: 'creating', schemaVersion: 1, runId: config.runId, noun: kind.noun, contract: contract.id, name, ...place, writer, at: at.toISOString() });
}

function closeCreation({ config }: Workshop, { name }: Creation): Promise<void> {
  return closeWith(config.journalDir, config.runId, { type: 'deleted', name, at: new Date().toISOString() });
}

function stopWhenAsked({ config }: Workshop): void {
  if (config.signal?.aborted === true) throw new TargetError('interrupted', 'Stopped while resources were being made; what was there is removed again. No named resource was touched.');
}

/** Why it did not become ready; null when it did. */
async function whyNotReady(workshop: Workshop, door: Door, kind: ResourceKind, id: string): Promise<string | null> {
  const deadline = performance.now() + kind.patienceMs;
  while (performance.now() < deadline) {
    stopWhenAsked(workshop);
    const progress = await kind.progress(door, id);
    if (progress === 'ready') return null;
    if (progress === 'gone') return 'it vanished while it was being made';
    if (progress !== 'pending') return `it went into the state ${progress.failed}`;
    await sleep(POLL_MS);
  }
  return `it was not ready within ${kind.patienceMs / 1000} s`;
}

/** Make one. @returns why there is none; null when it is ready. */
async function makeOne(workshop: Workshop, kind: ResourceKind, door: Door, number: number): Promise<string | null> {
  const { config, wishes, creations } = workshop;
  stopWhenAsked(workshop);
  const at = new Date();
  const creation: Creation = { kind, name: provisionedName(config.runId, at, kind.noun, number), at, id: null, ready: false };
  await journalCreation(workshop, creation);
  creations.push(creation);
  const made = await kind.create(door, creation.name, {
    wishes,
    door: (service) => doorOf(workshop, ALL_KINDS.find(({ noun }) => noun === service) as ResourceKind),
    made: (noun) => creations.find((other) => other.kind.noun === noun && other.ready)?.id ?? null,
  });
  if (!('id' in made)) {
    // What was refused is not there; what was not answered may be.
    if (!made.uncertain) {
      creations.splice(creations.indexOf(creation), 1);
      await closeCreation(workshop, creation);
    }
    return made.problem;
  }
  creation.id = made.id;
  await appendLine(config.journalDir, config.runId, { type: 'created', name: creation.name, id: made.id });
  const problem = await whyNotReady(workshop, door, kind, made.id);
  creation.ready = problem === null;
  return problem;
}

/** All of them, also when one throws: what the others are still making must be known before anything is removed. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** Make what is missing of a kind. @returns why there is not enough; null when there is. */
async function makeKind(workshop: Workshop, kind: ResourceKind): Promise<string | null> {
  const count = missing(workshop, kind);
  const door = doorOf(workshop, kind);
  if (count === 0) return null;
  if (door === null) return `the target offers no service ${kind.types[0] ?? ''} to make it in`;
  const problems = await allOf(Array.from({ length: count }, (_, index) => makeOne(workshop, kind, door, index + 1)));
  return problems.find((problem) => problem !== null) ?? null;
}

async function removeAll(workshop: Workshop): Promise<Removed> {
  const problems: string[] = [];
  const all = [...workshop.creations];
  const removeOf = async (kind: ResourceKind): Promise<void> => {
    const door = doorOf(workshop, kind, 'restore');
    await Promise.all(all.filter((creation) => creation.kind === kind).map(async (creation) => {
      const problem = door === null ? 'its service is gone' : await removeProvisioned(kind, door, creation);
      if (problem === null) await closeCreation(workshop, creation);
      else problems.push(`${kind.noun} ${creation.name}: ${problem}`);
    }));
  };
  // What was made of another goes before it.
  await Promise.all(ALL_KINDS.filter(({ after }) => after !== null).map(removeOf));
  await Promise.all(ALL_KINDS.filter(({ after }) => after === null).map(removeOf));
  return { made: all.length, removed: all.length - problems.length, problems };
}

function outcomeOf(workshop: Workshop, problems: ReadonlyMap<ResourceKind, string | null>): Provisioned {
  const resources: NamedResource[] = [];
  const reasons = new Map<ContractId, string>();
  for (const [kind, problem] of problems) {
    const ids = workshop.creations.flatMap((creation) => (creation.kind === kind && creation.ready && creation.id !== null ? [creation.id] : []));
    for (const contract of served(workshop, kind)) {
      resources.push(...ids.slice(0, Math.max(0, WANTED - namedFor(workshop, contract))).map((id) => ({ kind: contract.id, id })));
      if (problem !== null) reasons.set(contract.id, problem);
    }
  }
  return { resources, reasons, remove: () => removeAll(workshop) };
}

/**
 * Make what is missing, and wait until it can be used. What cannot be made is told as a reason.
 * @throws {TargetError} `interrupted` when the run is stopped meanwhile; what was made is removed again, or stays in the journal.
 */
export async function provision(config: TargetConfig, connections: Connections): Promise<Provisioned> {
  if (config.provision === undefined || config.readOnly === true) return NOTHING_PROVISIONED;
  const workshop: Workshop = { config, wishes: config.provision, connections, creations: [] };
  const make = (kinds: readonly ResourceKind[]): Promise<readonly (readonly [ResourceKind, string | null])[]> => allOf(kinds.map(async (kind) => [kind, await makeKind(workshop, kind)] as const));
  try {
    const first = await make(ALL_KINDS.filter(({ after }) => after === null));
    const then = await make(ALL_KINDS.filter(({ after }) => after !== null));
    return outcomeOf(workshop, new Map([...first, ...then]));
  } catch (error) {
    await removeAll(workshop);
    throw error;
  }
}
