/**
 * What the parts of one run hand to each other inside the main process. The vitest runner loads modules a second time, so a module variable would exist
 * twice; the object therefore hangs on `globalThis` under a symbol of the global registry.
 */
import type { Recording } from './recording.ts';
import type { ProgressEvent } from './engine-options.ts';

export interface RunHandoff {
  /** Who shows the progress, if anybody does. */
  onProgress?: (event: ProgressEvent) => void;
  /** Told when the first Ctrl-C arrived. */
  onInterrupt?: () => void;
  /** What the engine recorded, once it has ended. */
  recording?: Recording;
  /** Folder of the report files. */
  reportDir?: string;
}

const PLACE = Symbol.for('metaconform.run-handoff');

/** The handoff of this process, made when first asked for. */
export function runHandoff(): RunHandoff {
  const global = globalThis as { [PLACE]?: RunHandoff };
  return (global[PLACE] ??= {});
}
