/** Runs the verifier in a process of its own, without our secrets, and reads what it found. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asObject } from '../../contracts/plain-object.ts';
import { DO_NOT_TRACK } from './load-library.ts';
import type { PactMismatch, VerifierJob, VerifierResult, VerifierWord } from './verifier-messages.ts';

/** A verifier that takes one pact at a time. */
export interface Verifier {
  /**
   * @param isMoving asked now and then: whether anything has happened since it was asked last. A verifier that stands still is ended.
   * @throws Error when the process dies, stands still or says what cannot be read.
   */
  verify(job: VerifierJob, isMoving: () => boolean): Promise<readonly VerifierResult[]>;
  /** Ends the process; a job under way is rejected. */
  close(): Promise<void>;
}

/** How long the verifier may stand still. A provider's answer may take 30 s, and reaching a state as long again. */
const PATIENCE_MS = 120_000;

/** Only what a process needs to run: no token, no cloud. */
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'LANG', 'SystemRoot', 'LD_LIBRARY_PATH', 'NODE_PATH'];

function environment(): Record<string, string> {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(kept), [DO_NOT_TRACK]: 'true', NO_COLOR: '1' };
}

function start(): ChildProcess {
  return fork(join(import.meta.dirname, `verifier-child${extname(import.meta.filename)}`), [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment(), execArgv: ['--no-deprecation'] });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

function mismatch(raw: unknown): PactMismatch {
  const { type, path, key, expected, actual, mismatch: message } = asObject(raw);
  return { type: text(type), at: text(path ?? key), expected: text(expected), actual: text(actual), message: text(message) };
}

/** The differences of one result; an error of the library that is none of them becomes one. */
function mismatches(raw: unknown): readonly PactMismatch[] {
  const { mismatches: listed, type, message } = asObject(raw);
  if (Array.isArray(listed) && listed.length > 0) return listed.map(mismatch);
  return [{ type: text(type), at: '', expected: '', actual: '', message: text(message) }];
}

/** What the library says of each interaction, in the order it verified them. @throws Error when it is not what we know. */
export function readResults(json: string): readonly VerifierResult[] {
  const { interactionResults } = asObject(JSON.parse(json));
  if (!Array.isArray(interactionResults)) throw new Error('The Pact verifier has said nothing of the interactions.');
  return interactionResults.map((each) => {
    const { description, result, mismatch: found } = asObject(each);
    const ok = result === 'OK';
    return { description: text(description), ok, mismatches: ok ? [] : mismatches(found) };
  });
}

async function standingStill(isMoving: () => boolean, signal: AbortSignal): Promise<never> {
  for (;;) {
    await wait(PATIENCE_MS, undefined, { signal });
    if (!isMoving()) throw new Error(`The Pact verifier has stood still for ${PATIENCE_MS / 1000} s.`);
  }
}

async function ask(child: ChildProcess, job: VerifierJob, isMoving: () => boolean, said: () => string): Promise<VerifierWord> {
  const settled = new AbortController();
  const { signal } = settled;
  const dies = async (): Promise<never> => {
    const ended = await once(child, 'exit', { signal });
    throw new Error(`The Pact verifier ended with ${String(ended[0] ?? ended[1])}. ${said()}`.trim());
  };
  const answers = async (): Promise<VerifierWord> => (await once(child, 'message', { signal }))[0] as VerifierWord;
  try {
    const first = Promise.race([answers(), dies(), standingStill(isMoving, signal)]);
    child.send(job);
    return await first;
  } finally {
    settled.abort();
  }
}

/** A process that was started, and what it has written to standard error of late. */
interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<void>;
}

function run(): Running {
  const child = start();
  let errors = '';
  // What it prints is for people who run it by hand; it must be read all the same, or it would stop.
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { errors = (errors + chunk).slice(-2000); });
  return { child, said: () => errors, ended: new Promise((resolve) => child.once('exit', () => resolve())) };
}

function isAlive({ child }: Running): boolean {
  return child.exitCode === null && child.signalCode === null && child.connected;
}

/** Open a verifier. Its process is started with the first pact, and again for the next one when it has died. */
export function openVerifier(): Verifier {
  let running: Running | null = null;
  let closed = false;
  const end = async (): Promise<void> => {
    if (running === null) return;
    running.child.kill('SIGKILL');
    await running.ended;
  };
  return {
    verify: async (job, isMoving) => {
      if (closed) throw new Error('The verification was stopped.');
      if (running === null || !isAlive(running)) running = run();
      const { child, said } = running;
      const word = await ask(child, job, isMoving, said).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      if (word.kind === 'crashed') throw new Error(`The Pact verifier failed: ${word.message}`);
      return readResults(word.json);
    },
    close: async () => {
      closed = true;
      await end();
    },
  };
}
