/** Calls the command line as a user does: in a process and a folder of its own, with no METACONFORM_ or OS_ variable but those given. */
import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The file that is called. */
export const MAIN = join(import.meta.dirname, 'main.ts');

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A new empty folder. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'metaconform-'));
}

export interface CallOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Told about the process once it is started. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** @returns how the process ended, and what it wrote. */
export async function callCommandLine(args: readonly string[], { variables = {}, cwd = newFolder(), onStart }: CallOptions = {}): Promise<Ended> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(METACONFORM_|OS_|GITHUB_STEP_SUMMARY|VITEST|FORCE_COLOR|NODE_ENV)/.test(name)));
  return new Promise((resolve) => {
    const env = { ...clean, XDG_STATE_HOME: newFolder(), ...variables };
    const child = execFile(process.execPath, [MAIN, ...args], { env, cwd, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err });
    });
    onStart?.(child);
  });
}
