/** A run's journal on disk: append, fsync, and gone once everything is restored. */
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { journalledKeys, openOriginals, parseJournal } from './journal-line.ts';
import type { JournalLine, OriginalLine } from './journal-line.ts';

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

/** Append a line to a journal and wait until it is on disk; file mode 0600, folder mode 0700. */
export async function appendLine(dir: string, runId: string, line: JournalLine): Promise<void> {
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
  /** See {@link journalledKeys}. */
  readonly named: readonly string[] | null;
}

/** All journals of a folder in which something is open; none when there is no folder. */
export async function openJournals(dir: string): Promise<readonly OpenJournal[]> {
  const names = await readdir(dir).catch(() => []);
  const journals = await Promise.all(names.filter((name) => name.endsWith('.ndjson')).toSorted().map(async (name) => {
    const lines = parseJournal(await readFile(join(dir, name), 'utf8'));
    return { runId: name.slice(0, -'.ndjson'.length), originals: openOriginals(lines), named: journalledKeys(lines) };
  }));
  return journals.filter(({ originals }) => originals.length > 0);
}

/** Note that a resource is restored; the file goes when it was the last one. */
export async function closeLine(dir: string, runId: string, resource: string): Promise<void> {
  await appendLine(dir, runId, { type: 'restored', resource, at: new Date().toISOString() });
  const file = join(dir, `${runId}.ndjson`);
  if (openOriginals(parseJournal(await readFile(file, 'utf8'))).length === 0) await rm(file);
}
