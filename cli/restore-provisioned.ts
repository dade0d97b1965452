import { hostname } from 'node:os';
import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { openCallers, type CallerConfig } from '../specs/callers.ts';
import { ConfigError } from '../specs/config-error.ts';
import { count, list, positive, type RawOptions } from '../specs/option-values.ts';
import { parseEndpoints } from '../specs/run-config.ts';
import { endpointsOf } from '../specs/run-endpoints.ts';
import { openConnections } from '../targets/connection.ts';
import { openJournals } from '../targets/journal/journal.ts';
import { isProcessAlive, writerOf } from '../targets/journal/left-by-runs.ts';
import { findProvisioned, type Stray } from '../targets/provisioning/find-provisioned.ts';
import { ALL_KINDS } from '../targets/provisioning/kinds/all-kinds.ts';
import { shortRun } from '../targets/provisioning/provisioned-name.ts';
import { removeProvisioned } from '../targets/provisioning/removal.ts';
import type { ResourceKind } from '../targets/provisioning/resource-kind.ts';
import { type Door, openDoor } from '../targets/provisioning/service-door.ts';
import { contractFor, whereMade } from '../targets/provisioning/where-made.ts';
import { gatherTokens } from '../targets/tokens.ts';

/** A run on another machine leaves no trace here: what is younger than this may be its own still. */
const YOUNG_MS = 3_600_000;

/** How the search is done. */
export interface StrayChoice {
  readonly callers: CallerConfig;
  readonly given: RawOptions;
  readonly journalDir: string;
  readonly timeoutMs: number;
  /** Id of a run, or the eight digits of it that stand in names: only what this one has made, of whatever age. */
  readonly run: string | undefined;
  readonly onlyList: boolean;
}

/** What came of it. */
export interface StrayOutcome {
  readonly lines: readonly string[];
  readonly left: number;
}

interface Workplace { readonly kind: ResourceKind; readonly door: Door }

/** Short ids of the runs whose processes live on this machine. */
async function runsAtWork(dir: string): Promise<ReadonlySet<string>> {
  const journals = await openJournals(dir);
  return new Set(journals.filter((journal) => {
    const writer = writerOf(journal);
    return writer !== undefined && writer.host === hostname() && isProcessAlive(writer.pid);
  }).map(({ runId }) => shortRun(runId)));
}

/** Why a stray is left alone; null when it may go. */
function whyLeft({ run, at }: Stray, chosen: string | undefined, atWork: ReadonlySet<string>): string | null {
  if (chosen !== undefined) return shortRun(chosen) === run ? null : 'of another run';
  if (atWork.has(run)) return 'its run is at work';
  return Date.now() - at.getTime() < YOUNG_MS ? `younger than an hour, its run may be at work elsewhere: --run ${run} removes it` : null;
}

function workplaces(contracts: readonly Contract[], endpoints: Readonly<Record<string, string>>, projectId: string | null, door: (kind: ResourceKind, origin: string, prefix: string) => Door): readonly Workplace[] {
  return ALL_KINDS.flatMap((kind) => {
    const place = whereMade(kind, { endpoints, ...(projectId === null ? {} : { projectId }) });
    return place === null || contractFor(kind, contracts) === null ? [] : [{ kind, door: door(kind, place.origin, place.prefix) }];
  });
}

async function removeAll(strays: readonly Stray[], places: readonly Workplace[]): Promise<StrayOutcome> {
  const lines: string[] = [];
  let left = 0;
  // Snapshots come after volumes among the kinds, and go before them.
  for (const stray of strays.toReversed()) {
    const door = places.find(({ kind }) => kind === stray.kind)?.door;
    const problem = door === undefined ? 'its service is gone' : await removeProvisioned(stray.kind, door, stray);
    if (problem !== null) left += 1;
    lines.push(problem === null ? `removed ${stray.kind.noun} ${stray.name}` : `${stray.kind.noun} ${stray.name}: ${problem}`);
  }
  return { lines, left };
}

/**
 * Finds by their names what runs have made and not removed, and removes it, or lists it.
 * @throws {ConfigError} when the call names no service to look in; {TargetError} when the credentials are wrong.
 */
export async function restoreProvisioned({ callers, given, journalDir, timeoutMs, run, onlyList }: StrayChoice): Promise<StrayOutcome> {
  const contracts = findContracts(list(given, 'contract'));
  const open = openCallers(callers, timeoutMs);
  const { endpoints, projectId } = await endpointsOf({ endpoints: parseEndpoints(given), resources: [], provision: { flavor: null, image: null, network: null } }, open, contracts);
  const [rate, maxInFlight] = [positive(given, 'rate'), count(given, 'maxInFlight')];
  const tokens = gatherTokens(open.tokens);
  await tokens.fetchAll();
  const connections = openConnections({ timeoutMs, maxInFlight, ...(rate === null ? {} : { rate }), tls: open.tls }, tokens);
  try {
    const places = workplaces(contracts, endpoints, projectId, (kind, origin, prefix) => openDoor(connections.dispatch(origin, contractFor(kind, contracts) as Contract, 'restore'), prefix));
    if (places.length === 0) throw new ConfigError('OPTION_CONFLICT', '--provisioned looks through lists of the cloud: give --os-cloud NAME, or --endpoint SERVICE=URL for compute, image and what else there is.');
    const { found, unread } = await findProvisioned(places);
    const atWork = await runsAtWork(journalDir);
    const fates = found.map((stray) => ({ stray, why: whyLeft(stray, run, atWork) })).filter(({ why }) => why !== 'of another run');
    const seen = fates.map(({ stray, why }) => `${stray.kind.noun} ${stray.id} ${stray.name}${why === null ? '' : `, left alone: ${why}`}`);
    const unreadLines = unread.map((noun) => `the ${noun}s could not be listed${noun === 'aggregate' ? ': that needs an administrator (--admin-token, --admin-os-cloud)' : ''}`);
    if (onlyList) return { lines: [...seen, ...unreadLines], left: 0 };
    const { lines, left } = await removeAll(fates.flatMap(({ stray, why }) => (why === null ? [stray] : [])), places);
    return { lines: [...seen.filter((_, index) => fates[index]?.why !== null), ...lines, ...unreadLines], left };
  } finally {
    await connections.close();
  }
}
