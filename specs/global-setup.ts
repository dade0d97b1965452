/** The first global setup of the vitest project `conformance`: runs the engine in the main process, configured by the METACONFORM_* variables. */
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
