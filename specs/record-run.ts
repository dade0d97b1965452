import { randomUUID } from 'node:crypto';
import { documents } from '../contracts/documents.ts';
import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Target } from '../targets/target.ts';
import { checkRun } from './check-run.ts';
import { runEngine } from './engine.ts';
import { openRunTarget } from './open-run-target.ts';
import { packageVersion } from './package-root.ts';
import type { Recording, RecordingLine, RunHeader } from './recording.ts';
import { toArgv } from './run-argv.ts';
import type { RunConfig } from './run-config.ts';
import type { RunProgress } from './run-progress.ts';

/** What a run tells while it goes on, and how it is stopped. */
export interface RunHooks {
  /** Given each line of the recording as soon as it is complete. */
  readonly sink: (line: RecordingLine) => void;
  readonly onProgress: (progress: RunProgress) => void;
  readonly signal: AbortSignal;
}

function shaOf(id: string): string | null {
  return documents().find((document) => document.id === id)?.sha256 ?? null;
}

/** The first line of a recording, all of it known once the pre-flight has passed. */
function headerOf(runId: string, config: RunConfig, target: Target, contracts: readonly Contract[]): RunHeader {
  return {
    type: 'run', schemaVersion: 1, tool: { name: 'metaconform', version: packageVersion() }, id: runId, startedAt: new Date().toISOString(),
    seed: config.seed, profile: config.profile, argv: toArgv(config), labels: config.labels, target: target.description,
    contracts: contracts.map(({ id, sha256, documents: ids }) => ({ id, sha256, documents: ids.map((document) => ({ id: document, sha256: shaOf(document) })) })),
    notApplicable: target.notApplicable,
    lanes: target.lanes.map((lane) => ({
      contract: lane.contract.id, slots: lane.slots, callers: lane.callers, sacrificial: lane.sacrificial,
      routes: lane.routes.map(({ version, project }) => `${version}${project ? '/{project}' : ''}`), maxItems: lane.maxItems, maxMicroversion: lane.maxMicroversion,
    })),
    only: config.only,
  };
}

/**
 * Performs a run: opens the target, lets the engine try it, and leaves everything restored and closed.
 * @throws {ConfigError} or {TargetError} before anything was written.
 */
export async function recordRun(config: RunConfig, hooks: RunHooks): Promise<Recording> {
  await checkRun(config);
  const runId = randomUUID();
  const contracts = findContracts(config.contractFiles);
  const { target, stop } = await openRunTarget(config, contracts, runId);
  try {
    const { seed, profile, only, budgetRequests, budgetTimeS } = config;
    return await runEngine({ target, contracts, seed, profile, only, budgetRequests, budgetTimeS, header: headerOf(runId, config, target, contracts), ...hooks });
  } finally {
    await stop();
  }
}
