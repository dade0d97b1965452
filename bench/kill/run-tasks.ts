/** Runs tasks on a few worker threads, each on one task at a time. */
import { Worker } from 'node:worker_threads';
import type { Task } from './tasks.ts';
import type { Answer } from './work.ts';

/** A task that takes longer than this is given up, with its worker. */
const PATIENCE_MS = 5 * 60_000;

function startWorker(first: boolean): Worker {
  return new Worker(new URL('./work.ts', import.meta.url), { workerData: { first } });
}

/** One answer of a worker; a worker that dies or never ends answers too. */
function ask(worker: Worker, task: Task): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (given: Answer): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(given);
    };
    const timer = setTimeout(() => settle({ kind: 'crashed', message: `gave up after ${PATIENCE_MS / 1000} s` }), PATIENCE_MS);
    worker.once('message', settle);
    worker.once('error', (error) => settle({ kind: 'crashed', message: error instanceof Error ? error.message : String(error) }));
    worker.once('exit', (code) => settle({ kind: 'crashed', message: `the worker ended with exit code ${code}` }));
    worker.postMessage(task);
  });
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
