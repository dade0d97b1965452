import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mock } from './mocks.ts';

const HERE = import.meta.dirname;
const START_MS = 90_000;

/** A mock that listens. */
export interface Running {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A port that is free, and so is the next one: some mocks take a second one for themselves. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port === port;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

const running = new Set<ChildProcess>();

/** Mocks are process groups of their own, which Ctrl-C does not reach: whoever stops us stops them. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const { pid, exitCode } of running) if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL');
    process.exit(130);
  });
}

/** End a process and all that it started. */
async function end(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const over = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 5000);
  await over;
  clearTimeout(late);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Starts a mock with its npm script on a free port, and waits until it answers. What it prints goes to a file.
 * @throws {Error} when it ends, or does not answer within a minute and a half.
 */
export async function startMock({ id, ready }: Mock, logFile: string): Promise<Running> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn('npm', ['run', '--silent', id], { cwd: HERE, env: { ...process.env, PORT: String(port) }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const until = Date.now() + START_MS;
  while (!(await answers(`${origin}${ready}`))) {
    if (child.exitCode !== null) throw new Error(`${id} ended with code ${child.exitCode} before it answered; what it said is in ${logFile}.`);
    if (Date.now() > until) {
      await end(child);
      throw new Error(`${id} did not answer on ${origin}${ready} within ${START_MS / 1000} s; what it said is in ${logFile}.`);
    }
    await sleep(200);
  }
  return { origin, stop: async () => { await end(child); log.end(); } };
}
