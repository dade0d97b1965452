/** Keeps account of the state actions of a run: in the journal before each is asked for, and in memory until it is taken back. */
import { CutShort } from '../recorder.ts';
import { appendLine, closeWith } from './journal.ts';
import type { StateLine } from './journal-line.ts';

/** A state action on one resource, as the journal notes it. */
export type AwayNote = Omit<StateLine, 'type' | 'at'>;

export interface StateJournal {
  /** Before the action is asked for. @throws {CutShort} when the journal cannot be written: the action must not be asked for then. */
  away(note: AwayNote): Promise<void>;
  /** Once the state before was reached again. */
  back(resource: string, action: string): Promise<void>;
  /** What was not taken back on a resource, newest first. */
  open(resource: string): readonly AwayNote[];
}

/** The account of one run. */
export function stateJournal(dir: string, runId: string): StateJournal {
  const notes: AwayNote[] = [];
  return {
    away: async (note) => {
      try {
        await appendLine(dir, runId, { type: 'state', ...note, at: new Date().toISOString() });
      } catch (error) {
        throw new CutShort({ kind: 'busy', message: `The journal in ${dir} could not be written (${error instanceof Error ? error.message : 'error'}); the state is left as it is.` });
      }
      notes.push(note);
    },
    back: async (resource, action) => {
      const at = notes.findLastIndex((note) => note.resource === resource && note.action === action);
      if (at < 0) return;
      notes.splice(at, 1);
      await closeWith(dir, runId, { type: 'state-back', resource, action });
    },
    open: (resource) => notes.filter((note) => note.resource === resource).toReversed(),
  };
}
