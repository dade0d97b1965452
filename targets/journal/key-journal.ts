/** Notes in a run's journal which keys the run is about to name, so that `restore` can tell them from somebody else's. */
import { CutShort } from '../recorder.ts';
import { appendLine } from './journal.ts';

/** Notes keys, each once a run, and ends when they are on disk. @throws {CutShort} when they cannot be written: the plan must not be performed then. */
export function keyJournal(dir: string, runId: string): (keys: readonly string[]) => Promise<void> {
  const noted = new Set<string>();
  return async (keys) => {
    const fresh = keys.filter((key) => !noted.has(key));
    if (fresh.length === 0) return;
    try {
      await appendLine(dir, runId, { type: 'named', keys: fresh });
    } catch (error) {
      throw new CutShort({ kind: 'busy', message: `The journal in ${dir} could not be written (${error instanceof Error ? error.message : 'error'}); nothing is written to the resource.` });
    }
    for (const key of fresh) noted.add(key);
  };
}
