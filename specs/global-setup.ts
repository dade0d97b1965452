/** The first global setup of the vitest project `conformance`: runs the engine in the main process, configured by the METACONFORM_* variables. */
import { ConfigError } from './config-error.ts';
import { parseRunConfig } from './run-config.ts';
import { optionsOfEnvironment, withdrawSecrets } from './run-environment.ts';
import { runHandoff } from './run-handoff.ts';
import { recordRun } from './record-run.ts';
import { createTraceFile } from './trace-file.ts';
import { withInterrupt } from './with-interrupt.ts';

/**
 * Records a run and leaves it in the {@link runHandoff}; the trace is closed and everything is restored when this ends.
 * @throws {ConfigError} when the call is wrong, before anything was sent.
 */
export default async function setup(): Promise<void> {
  const config = parseRunConfig(optionsOfEnvironment(process.env));
  withdrawSecrets(process.env);
  if (config.dryRun) throw new ConfigError('OPTION_CONFLICT', 'METACONFORM_DRY_RUN is set: a dry run has no verdicts for vitest to show. Call metaconform run --dry-run, or unset it.');
  const handoff = runHandoff();
  const file = createTraceFile(config.reportDir);
  try {
    handoff.recording = await withInterrupt(
      () => handoff.onInterrupt?.(),
      (signal) => recordRun(config, { sink: file.append, onProgress: (event) => handoff.onProgress?.(event), signal }),
    );
  } finally {
    file.close();
  }
  handoff.reportDir = config.reportDir;
}
