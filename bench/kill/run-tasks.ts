/** Runs tasks on a few worker threads, each on one task at a time. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Task } from './tasks.ts';
import type { Answer } from './work.ts';

/** A task that takes longer than this is given up, with its worker. */
const PATIENCE_MS = 5 * 60_000;

function startWorker(first: boolean): Worker {
  return new Worker(new URL('./work.ts', import.meta.url), { workerData: { first } });
}

function crashed(error: unknown): Answer {
  return { kind: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

/** One answer of a worker; a worker that dies or never ends answers too. */
async function ask(worker: Worker, task: Task): Promise<Answer> {
  const settled = new AbortController();
  const { signal } = settled;
  const dies = async (): Promise<Answer> => ({ kind: 'crashed', message: `the worker ended with exit code ${String((await once(worker, 'exit', { signal }))[0])}` });
  const gaveUp = async (): Promise<Answer> => setTimeout(PATIENCE_MS, { kind: 'crashed', message: `gave up after ${PATIENCE_MS / 1000} s` }, { signal });
  // An error event rejects `once`, so that an error nobody caught in the worker is told as it is.
  const answers = async (): Promise<Answer> => (await once(worker, 'message', { signal }))[0] as Answer;
  try {
    worker.postMessage(task);
    return await Promise.race([answers(), dies(), gaveUp()].map((each) => each.catch((error: unknown) => crashed(error))));
  } finally {
    settled.abort();
  }
}

/** Run all tasks, `jobs` at a time; `done` hears of each as it ends. */
export async function runTasks(tasks: readonly Task[], jobs: number, first: boolean, done: (task: Task, answer: Answer) => void): Promise<void> {
  const queue = tasks.values();
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, async () => {
    let worker = startWorker(first);
    for (const task of queue) {
      const given = await ask(worker, task);
      done(task, given);
      if (given.kind === 'crashed') {
        await worker.terminate();
        worker = startWorker(first);
      }
    }
    await worker.terminate();
  }));
}
