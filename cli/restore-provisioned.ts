import { hostname } from 'node:os';
import { findContracts } from '../contracts/find-contracts.ts';
import { openCallers, type CallerConfig } from '../specs/callers.ts';
import { ConfigError } from '../specs/config-error.ts';
import { count, list, positive, type RawOptions } from '../specs/option-values.ts';
import { parseEndpoints } from '../specs/run-config.ts';
import { allEndpoints } from '../specs/run-endpoints.ts';
import { openConnections } from '../targets/connection.ts';
import { openJournals } from '../targets/journal/journal.ts';
import { isProcessAlive, writerOf } from '../targets/journal/left-by-runs.ts';
import { type KindDoor, openDoorsToKinds } from '../targets/provisioning/door-to-kind.ts';
import { findProvisioned, type Stray } from '../targets/provisioning/find-provisioned.ts';
import { shortRun } from '../targets/provisioning/provisioned-name.ts';
import { removeProvisioned } from '../targets/provisioning/removal.ts';
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

async function removeAll(strays: readonly Stray[], doors: readonly KindDoor[]): Promise<StrayOutcome> {
  const lines: string[] = [];
  let left = 0;
  // Snapshots come after volumes among the kinds, and go before them.
  for (const stray of strays.toReversed()) {
    const door = doors.find(({ kind }) => kind === stray.kind)?.door;
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
  const where = await allEndpoints(parseEndpoints(given), open, contracts);
  const [rate, maxInFlight] = [positive(given, 'rate'), count(given, 'maxInFlight')];
  const tokens = gatherTokens(open.tokens);
  await tokens.fetchAll();
  const connections = openConnections({ timeoutMs, maxInFlight, ...(rate === null ? {} : { rate }), tls: open.tls }, tokens);
  try {
    const doors = openDoorsToKinds({ ...where, contracts, connections }, 'restore');
    if (doors.length === 0) throw new ConfigError('OPTION_CONFLICT', '--provisioned looks through lists of the cloud: give --os-cloud NAME, or --endpoint SERVICE=URL for compute, image and what else there is.');
    const { found, unread } = await findProvisioned(doors);
    const atWork = await runsAtWork(journalDir);
    const fates = found.map((stray) => ({ stray, why: whyLeft(stray, run, atWork) })).filter(({ why }) => why !== 'of another run');
    const seen = fates.map(({ stray, why }) => `${stray.kind.noun} ${stray.id} ${stray.name}${why === null ? '' : `, left alone: ${why}`}`);
    const unreadLines = unread.map((noun) => `the ${noun}s could not be listed${noun === 'aggregate' ? ': that needs an administrator (--admin-token, --admin-os-cloud)' : ''}`);
    if (onlyList) return { lines: [...seen, ...unreadLines], left: 0 };
    const { lines, left } = await removeAll(fates.flatMap(({ stray, why }) => (why === null ? [stray] : [])), doors);
    return { lines: [...seen.filter((_, index) => fates[index]?.why !== null), ...lines, ...unreadLines], left };
  } finally {
    await connections.close();
  }
}
