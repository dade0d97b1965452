/** One run against an API for somebody's own tests: open, try, judge, put back. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractFiles } from '../contracts/find-contracts.ts';
import { documents } from '../contracts/documents.ts';
import { makeReport } from '../reports/make-report.ts';
import type { Report } from '../reports/report.ts';
import { runEngine } from '../specs/engine.ts';
import { findInvariants } from '../specs/invariants.ts';
import { judgeRun } from '../specs/judge-run.ts';
import { packageVersion } from '../specs/package-root.ts';
import type { Recording, RecordingLine } from '../specs/recording.ts';
import { createTraceFile } from '../specs/trace-file.ts';
import { staticToken } from '../targets/auth/static-token.ts';
import { defaultJournalDir } from '../targets/journal/journal.ts';
import { openTarget } from '../targets/open-target.ts';
import type { TargetConfig } from '../targets/target-config.ts';
import type { CheckedOptions } from './conformance-options.ts';
import { serveApp } from './serve-app.ts';

const TIMEOUT_MS = 30_000;
const BUDGET_REQUESTS = 600;
/** Where requests cost nobody anything, and set-up eats much of them as soon as something is broken. */
const BUDGET_REQUESTS_IN_PROCESS = 1000;
const MAX_IN_FLIGHT = 8;

/** Where the API is for the time of a run, and what goes with it when the run is over. */
interface Place extends Pick<TargetConfig, 'endpoints' | 'kind' | 'journalDir'> {
  readonly name: string | null;
  readonly close: () => Promise<void>;
}

async function placeOfApp({ app, basePath = '' }: CheckedOptions): Promise<Place> {
  // Checked before: there is an app where there is no endpoint.
  const served = await serveApp(app as NonNullable<typeof app>);
  // What the journal holds is of no use to anybody once this process, and the app with it, is gone.
  const journalDir = await mkdtemp(join(tmpdir(), 'metaconform-'));
  return {
    kind: 'in-process', name: 'app', endpoints: { '*': `${served.url}${basePath}` }, journalDir,
    close: async () => {
      await served.close();
      await rm(journalDir, { recursive: true, force: true });
    },
  };
}

async function placeOf(options: CheckedOptions): Promise<Place> {
  const { endpoint } = options;
  if (endpoint === undefined) return placeOfApp(options);
  return { kind: 'remote', name: null, endpoints: typeof endpoint === 'string' ? { '*': endpoint } : endpoint, journalDir: defaultJournalDir(), close: async () => undefined };
}

function tokensOf({ token, adminToken, strangerToken }: CheckedOptions): TargetConfig['tokens'] {
  const given = { owner: token, admin: adminToken, stranger: strangerToken };
  return Object.fromEntries(Object.entries(given).flatMap(([caller, text]) => (text === undefined ? [] : [[caller, staticToken(text)]])));
}

/** The call as the command line would have it, for `rejudge` and `replay`; without tokens. */
function argvOf({ endpoint, ids, chosen, seed, profile }: CheckedOptions): readonly string[] {
  const builtIn = contractFiles();
  const endpoints = endpoint === undefined ? [] : typeof endpoint === 'string' ? [endpoint] : Object.entries(endpoint).map(([service, url]) => `${service}=${url}`);
  return [
    'run', ...endpoints.flatMap((each) => ['--endpoint', each]),
    ...(endpoint === undefined ? [] : Object.entries(ids).flatMap(([kind, list]) => list.flatMap((id) => ['--resource', `${kind}=${id}`]))),
    ...chosen.filter(({ file }) => !builtIn.includes(file)).flatMap(({ file }) => ['--contract', file]), '--profile', profile, '--seed', String(seed),
  ];
}

async function record(options: CheckedOptions, place: Place, sink: (line: RecordingLine) => void): Promise<Recording> {
  const { ids, chosen, only, seed, profile, budgetRequests = place.kind === 'in-process' ? BUDGET_REQUESTS_IN_PROCESS : BUDGET_REQUESTS, budgetTimeS = null, sacrificial = false } = options;
  const runId = randomUUID();
  const name = options.name ?? place.name;
  const target = await openTarget({
    kind: place.kind, endpoints: place.endpoints, journalDir: place.journalDir, runId, contracts: chosen, sacrificial, tokens: tokensOf(options),
    resources: Object.entries(ids).flatMap(([kind, list]) => list.map((id) => ({ kind, id }))), maxInFlight: MAX_IN_FLIGHT, timeoutMs: TIMEOUT_MS, ...(name === null ? {} : { name }),
  });
  try {
    return await runEngine({
      target, invariants: await findInvariants(), seed, profile, only: only ?? null, budgetRequests, budgetTimeS, sink, signal: new AbortController().signal,
      documentHashes: new Map(documents().map(({ id, sha256 }) => [id, sha256])),
      header: { tool: { name: 'metaconform', version: packageVersion() }, id: runId, startedAt: new Date().toISOString(), argv: argvOf(options), labels: {} },
    });
  } finally {
    // Nothing happens where the engine has closed it.
    await target.close();
  }
}

/** Records a run, into the report folder as well where there is one. */
async function recordInto(folder: string | undefined, options: CheckedOptions): Promise<Recording> {
  const file = folder === undefined ? null : createTraceFile(folder);
  const place = await placeOf(options).catch((error: unknown) => { file?.close(); throw error; });
  try {
    return await record(options, place, (line) => file?.append(line));
  } finally {
    await place.close();
    file?.close();
  }
}

/**
 * Tries an API and judges what it did; its resources are as they were when this ends.
 * @throws {ConfigError} or {TargetError} when the API cannot be tried; nothing was written then.
 */
export async function tryApi(options: CheckedOptions): Promise<Report> {
  const recording = await recordInto(options.report, options);
  const report = makeReport(recording, judgeRun(recording, options.chosen, await findInvariants()), options.chosen);
  if (options.report === undefined) return report;
  // The page is made with much that nobody else needs.
  const { writeReport } = await import('../reports/write-report.ts');
  writeReport(report, options.report);
  return report;
}
