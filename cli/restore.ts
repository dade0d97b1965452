import { hostname } from 'node:os';
import { findContracts } from '../contracts/find-contracts.ts';
import { type CallerConfig, openCallers, parseCallers } from '../specs/callers.ts';
import { ConfigError } from '../specs/config-error.ts';
import { warnUnverified } from '../specs/warn-unverified.ts';
import { count, list, positive, type RawOptions } from '../specs/option-values.ts';
import { defaultJournalDir, forgetJournal, openJournals, type OpenJournal } from '../targets/journal/journal.ts';
import { isProcessAlive, leftByRuns, type LeftByRuns, writerOf } from '../targets/journal/left-by-runs.ts';
import { restoreJournals } from '../targets/journal/restore-journals.ts';
import { openRestoreConnection } from '../targets/restore-connection.ts';
import type { Restoration } from '../targets/target.ts';
import { restoreProvisioned } from './restore-provisioned.ts';
import { givenOptions } from './run-flags.ts';

/** The flags of `restore`: some of those of a run, and its own. */
export type RestoreFlags = RawOptions & { readonly run?: string; readonly list?: boolean; readonly overwrite?: boolean; readonly provisioned?: boolean };

const TIMEOUT_MS = 30_000;
/** Exit code when something could not be restored. */
const INCOMPLETE = 4;

function say(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}

/** What a journal holds, without keys and values: those are nobody's business. */
function journalLines({ runId, originals, creations, states }: OpenJournal): readonly string[] {
  const began = [...originals, ...creations].map(({ at }) => at).toSorted()[0] ?? '';
  return [
    `run ${runId} of ${began}`,
    ...originals.map(({ contract, resourceId, origin, prefix, map }) => `  ${contract} ${resourceId} at ${origin}${prefix}, ${map.length} ${map.length === 1 ? 'pair' : 'pairs'}`),
    ...states.map(({ contract, resourceId, action, before }) => `  ${contract} ${resourceId} after ${action}${before === null ? '' : `, ${before} before`}`),
    ...creations.map(({ noun, name, id }) => `  ${noun} ${name} made by the run, ${id === null ? 'if it was made' : id}`),
  ];
}

function atWorkLine(journal: OpenJournal): string {
  return `run ${journal.runId} seems to be at work, in process ${writerOf(journal)?.pid ?? '?'}: left alone. Wait for it or stop it; if that process is something else: metaconform restore --run ${journal.runId}`;
}

async function find(dir: string, runId: string | undefined): Promise<LeftByRuns> {
  const journals = await openJournals(dir);
  if (runId === undefined) return leftByRuns(journals, hostname(), isProcessAlive);
  const named = journals.filter((journal) => journal.runId === runId);
  if (named.length > 0) return leftByRuns(named, hostname(), () => false);
  const known = journals.length === 0 ? 'there is none at all' : `there are those of ${journals.map((journal) => journal.runId).join(', ')}`;
  throw new ConfigError('RUN_UNKNOWN', `--run: there is no open journal of a run ${JSON.stringify(runId)}; ${known} in ${dir}.`);
}

/** A token must not reach a host it is not for: the journals of several clouds need as many calls. */
function checkOneCloud(journals: readonly OpenJournal[]): void {
  const hosts = [...new Set(journals.flatMap(({ originals, creations }) => [...originals, ...creations].map(({ origin }) => new URL(origin).hostname)))];
  if (journals.length < 2 || hosts.length < 2) return;
  throw new ConfigError('OPTION_CONFLICT', `the open journals are of ${hosts.length} hosts (${hosts.join(', ')}), and one call has the credentials of one cloud. Name a run: ${journals.map(({ runId }) => `--run ${runId}`).join(' or ')}. See metaconform restore --list.`);
}

function callersOf(given: RawOptions): CallerConfig {
  const callers = parseCallers(given, process.env, true);
  if (callers.token !== null || callers.adminToken !== null || Object.keys(callers.clouds).length > 0) return callers;
  throw new ConfigError('TOKEN_MISSING', 'restore needs the credentials of the run: give --token T, --token @FILE, the variable METACONFORM_TOKEN, or --os-cloud NAME.');
}

async function putBack(dir: string, journals: readonly OpenJournal[], given: RawOptions, overwrite: boolean): Promise<Restoration> {
  checkOneCloud(journals);
  const callers = callersOf(given);
  warnUnverified(callers);
  const { tokens, tls } = openCallers(callers, TIMEOUT_MS);
  // Wrong credentials show before anything is tried.
  await Promise.all(Object.values(tokens).map(async (source) => ('sign' in source ? null : source.get())));
  const [rate, maxInFlight] = [positive(given, 'rate'), count(given, 'maxInFlight')];
  const connection = openRestoreConnection({ contracts: findContracts(list(given, 'contract')), tokens, tls, timeoutMs: TIMEOUT_MS, maxInFlight, ...(rate === null ? {} : { rate }) });
  try {
    return await restoreJournals(dir, connection.means, { runIds: journals.map(({ runId }) => runId), overwrite });
  } finally {
    await connection.close();
  }
}

function problemLines(dir: string, { problems, restored, touched }: Restoration): readonly string[] {
  if (restored === touched) return problems;
  return [...problems, `What was not restored stays noted down in ${dir}: mend the cause and call again. Where a resource is gone for good, remove the file of its run.`];
}

async function forget(dir: string, journals: readonly OpenJournal[]): Promise<void> {
  for (const { runId } of journals) await forgetJournal(dir, runId);
}

/** Looks for what was made by its names, without the journals. */
async function byName(given: RawOptions, run: string | undefined, onlyList: boolean): Promise<void> {
  const callers = callersOf(given);
  warnUnverified(callers);
  const { lines, left } = await restoreProvisioned({ callers, given, journalDir: defaultJournalDir(), timeoutMs: TIMEOUT_MS, run, onlyList });
  say(lines.length === 0 ? ['nothing that a run has made was found'] : lines);
  if (left > 0) process.exitCode = INCOMPLETE;
}

/**
 * Puts back what interrupted runs left, or lists it.
 * @throws {ConfigError} or {TargetError} when the call is wrong; nothing was written then.
 */
export async function restore({ run, list: onlyList, overwrite = false, provisioned = false, ...flags }: RestoreFlags): Promise<void> {
  if (provisioned) return byName(givenOptions(flags, process.env), run, onlyList === true);
  const dir = defaultJournalDir();
  const { interrupted, atWork, gone } = await find(dir, run);
  say([...interrupted.flatMap(journalLines), ...atWork.map(atWorkLine)]);
  if (interrupted.length + atWork.length === 0) say([`nothing to restore in ${dir}`]);
  if (onlyList === true) return;
  await forget(dir, gone);
  if (atWork.length > 0) process.exitCode = INCOMPLETE;
  if (interrupted.length === 0) return;
  const restoration = await putBack(dir, interrupted, givenOptions(flags, process.env), overwrite);
  const { restored, touched } = restoration;
  say([...problemLines(dir, restoration), `${restored} of ${touched} ${touched === 1 ? 'resource' : 'resources'} restored`]);
  if (restored < touched) process.exitCode = INCOMPLETE;
}
