/** One round: a run is killed without warning, then restored, and the cloud is compared with what it was before. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCreations, openOriginals, openStates, parseJournal } from '../../targets/journal/journal-line.ts';
import type { Watch } from './watch.ts';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');

export interface RoundTerms {
  readonly watch: Watch;
  /** Flags of the run, without the command. */
  readonly run: readonly string[];
  /** Flags of the restoration. */
  readonly restore: readonly string[];
  /** Resolves when the run is to be killed. Given the folder of its journals. */
  readonly moment: (journals: string) => Promise<unknown>;
}

/** What a round showed. `wrong` is empty when everything was as before. */
export interface Round {
  readonly killedAfterMs: number;
  /** The run had ended by itself before. */
  readonly tooLate: boolean;
  readonly originals: number;
  readonly creations: number;
  readonly states: number;
  readonly restoreMs: number;
  readonly wrong: readonly string[];
}

function start(words: readonly string[], state: string): { readonly child: ChildProcess; readonly text: () => string } {
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(METACONFORM_|VITEST|NODE_ENV)/.test(name))), XDG_STATE_HOME: state };
  const child = spawn(process.execPath, [MAIN, ...words], { env, cwd: state, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += String(chunk); });
  return { child, text: () => said };
}

function openLines(journals: string): { readonly originals: number; readonly creations: number; readonly states: number } {
  const files = existsSync(journals) ? readdirSync(journals) : [];
  const lines = files.flatMap((file) => parseJournal(readFileSync(join(journals, file), 'utf8')));
  return { originals: openOriginals(lines).length, creations: openCreations(lines).length, states: openStates(lines).length };
}

function differences(before: string, after: string): readonly string[] {
  const [one, other] = [before.split('\n'), after.split('\n')];
  return [...one.filter((line) => !other.includes(line)).map((line) => `gone: ${line.trim()}`), ...other.filter((line) => !one.includes(line)).map((line) => `new: ${line.trim()}`)].slice(0, 12);
}

/** Kill a run and restore. */
export async function killRound({ watch, run, restore, moment }: RoundTerms): Promise<Round> {
  const state = mkdtempSync(join(tmpdir(), 'metaconform-kills-'));
  const journals = join(state, 'metaconform');
  const [before, madeBefore] = [await watch.picture(), await watch.made()];
  const startedAt = performance.now();
  const { child } = start(['run', ...run], state);
  const ended = once(child, 'exit');
  await Promise.race([moment(journals), ended]);
  const tooLate = child.exitCode !== null;
  const killedAfterMs = Math.round(performance.now() - startedAt);
  child.kill('SIGKILL');
  if (!tooLate) await ended;
  const left = openLines(journals);
  const restoredAt = performance.now();
  const restoring = start(['restore', ...restore], state);
  await once(restoring.child, 'close');
  const [after, madeAfter] = [await watch.picture(), await watch.made()];
  const wrong = [
    ...(restoring.child.exitCode === 0 ? [] : [`restore ended with ${restoring.child.exitCode}: ${restoring.text().trim().split('\n').slice(-6).join(' | ')}`]),
    ...(after === before ? [] : differences(before, after)),
    ...madeAfter.filter((name) => !madeBefore.includes(name)).map((name) => `left: ${name}`),
    ...(existsSync(journals) && readdirSync(journals).length > 0 ? ['a journal is still open'] : []),
  ];
  return { killedAfterMs, tooLate, ...left, restoreMs: Math.round(performance.now() - restoredAt), wrong };
}
