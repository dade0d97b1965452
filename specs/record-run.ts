import { randomUUID } from 'node:crypto';
import { documents } from '../contracts/documents.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { checkRun } from './check-run.ts';
import type { EngineOptions, ProgressEvent } from './engine-options.ts';
import { runEngine } from './engine.ts';
import { findInvariants } from './invariants.ts';
import { openRunTarget } from './open-run-target.ts';
import { packageVersion } from './package-root.ts';
import type { Recording, RecordingLine } from './recording.ts';
import { toArgv } from './run-argv.ts';
import type { RunConfig } from './run-config.ts';
import { type Accepted, NOTHING_ACCEPTED } from './waivers.ts';

/** What a run tells while it goes on, and how it is stopped. */
export interface RunHooks {
  /** Given each line of the recording as soon as it is complete. */
  readonly sink: (line: RecordingLine) => void;
  readonly onProgress: (event: ProgressEvent) => void;
  readonly signal: AbortSignal;
}

/** What the caller says of the run; the engine adds what the pre-flight found. */
function headerOf(runId: string, config: RunConfig, accepted: Accepted): EngineOptions['header'] {
  return { tool: { name: 'metaconform', version: packageVersion() }, id: runId, startedAt: new Date().toISOString(), argv: toArgv(config), labels: config.labels, ...(accepted === NOTHING_ACCEPTED ? {} : { accepted }) };
}

/**
 * Performs a run: opens the target, lets the engine try it, and leaves everything restored and closed.
 * @throws {ConfigError} or {TargetError} before anything was written.
 */
export async function recordRun(config: RunConfig, hooks: RunHooks): Promise<Recording> {
  const accepted = await checkRun(config);
  const runId = randomUUID();
  const contracts = findContracts(config.contractFiles);
  const { target, stop } = await openRunTarget(config, contracts, runId, hooks.signal);
  try {
    const { seed, profile, only, budgetRequests, budgetTimeS } = config;
    const documentHashes = new Map(documents().map(({ id, sha256 }) => [id, sha256]));
    return await runEngine({ target, invariants: await findInvariants(), seed, profile, only, budgetRequests, budgetTimeS, header: headerOf(runId, config, accepted), documentHashes, ...hooks });
  } finally {
    await stop();
  }
}
