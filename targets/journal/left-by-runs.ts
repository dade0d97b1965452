/** Sorts open journals: what interrupted runs left, what a run that is still at work holds, and what died with its embedded cloud. */
import type { OpenJournal } from './journal.ts';
import type { Writer } from './journal-line.ts';

export interface LeftByRuns {
  /** To be restored. */
  readonly interrupted: readonly OpenJournal[];
  /** Their processes live. */
  readonly atWork: readonly OpenJournal[];
  /** Of embedded reference clouds that are gone with their process: nothing to restore. */
  readonly gone: readonly OpenJournal[];
}

/** The process that wrote a journal; undefined when it does not say. */
export function writerOf(journal: OpenJournal): Writer | undefined {
  return [...journal.originals, ...journal.creations].find(({ writer }) => writer !== undefined)?.writer;
}

/**
 * Sort open journals by what became of their runs.
 * @param isAlive whether a process lives on this machine; one of another machine is taken for dead, since nobody could tell.
 */
export function leftByRuns(journals: readonly OpenJournal[], thisHost: string, isAlive: (pid: number) => boolean): LeftByRuns {
  const fate = (journal: OpenJournal): keyof LeftByRuns => {
    const writer = writerOf(journal);
    if (writer === undefined) return 'interrupted';
    if (writer.host === thisHost && isAlive(writer.pid)) return 'atWork';
    return writer.target === 'reference' ? 'gone' : 'interrupted';
  };
  const fates = journals.map((journal) => [journal, fate(journal)] as const);
  const of = (wanted: keyof LeftByRuns): readonly OpenJournal[] => fates.filter(([, found]) => found === wanted).map(([journal]) => journal);
  return { interrupted: of('interrupted'), atWork: of('atWork'), gone: of('gone') };
}

/** Whether a process lives on this machine, ours or not. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
