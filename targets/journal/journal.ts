/** A run's journal on disk: append, fsync, and gone once everything is restored. */
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isOpen, journalledKeys, openCreations, openOriginals, openStates, parseJournal } from './journal-line.ts';
import type { JournalLine, OpenCreation, OriginalLine, StateLine } from './journal-line.ts';

/** `$XDG_STATE_HOME/metaconform`, by default `~/.local/state/metaconform`. */
export function defaultJournalDir(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const state = environment['XDG_STATE_HOME'];
  return join(state === undefined || state === '' ? join(homedir(), '.local', 'state') : state, 'metaconform');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is under way with each journal: a line must not go into a file that is just being removed. */
const queues = new Map<string, Promise<unknown>>();

function alone<T>(file: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(file) ?? Promise.resolve()).then(work, work);
  queues.set(file, turn.catch(() => undefined));
  return turn;
}

/** Append a line to a journal and wait until it is on disk; file mode 0600, folder mode 0700. */
export function appendLine(dir: string, runId: string, line: JournalLine): Promise<void> {
  return alone(join(dir, runId), () => append(dir, runId, line));
}

async function append(dir: string, runId: string, line: JournalLine): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const handle = await open(join(dir, `${runId}.ndjson`), 'a', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dir);
}

/** A journal file with what is still open in it. */
export interface OpenJournal {
  readonly runId: string;
  readonly originals: readonly OriginalLine[];
  /** What was made and is not known to be gone. */
  readonly creations: readonly OpenCreation[];
  /** State actions that were not taken back. */
  readonly states: readonly StateLine[];
  /** See {@link journalledKeys}. */
  readonly named: readonly string[] | null;
}

/** All journals of a folder in which something is open; none when there is no folder. */
export async function openJournals(dir: string): Promise<readonly OpenJournal[]> {
  const names = await readdir(dir).catch(() => []);
  const journals = await Promise.all(names.filter((name) => name.endsWith('.ndjson')).toSorted().map(async (name) => {
    const lines = parseJournal(await readFile(join(dir, name), 'utf8'));
    return { runId: name.slice(0, -'.ndjson'.length), originals: openOriginals(lines), creations: openCreations(lines), states: openStates(lines), named: journalledKeys(lines) };
  }));
  return journals.filter(({ originals, creations, states }) => originals.length + creations.length + states.length > 0);
}

/** Append a line that closes something; the file goes when nothing is open in it any more. */
export function closeWith(dir: string, runId: string, line: JournalLine): Promise<void> {
  return alone(join(dir, runId), async () => {
    await append(dir, runId, line);
    const file = join(dir, `${runId}.ndjson`);
    if (!isOpen(parseJournal(await readFile(file, 'utf8')))) await rm(file);
  });
}

/** Note that a resource is restored. */
export function closeLine(dir: string, runId: string, resource: string): Promise<void> {
  return closeWith(dir, runId, { type: 'restored', resource, at: new Date().toISOString() });
}

/** Forget a journal: what it names died with its cloud. */
export function forgetJournal(dir: string, runId: string): Promise<void> {
  return alone(join(dir, runId), () => rm(join(dir, `${runId}.ndjson`), { force: true }));
}
