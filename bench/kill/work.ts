/** A worker thread: takes one task after the other and answers with what was found. Contracts, invariants and faults are read once. */
import { parentPort, workerData } from 'node:worker_threads';
import { findContracts } from '../../contracts/find-contracts.ts';
import { detect, type Detection } from '../../specs/detection.fixture.ts';
import { findInvariants } from '../../specs/invariants.ts';
import { findFaults } from '../../targets/reference/find-faults.ts';
import type { Task } from './tasks.ts';

/** What a worker answers: a detection, or why there is none. */
export type Answer = { readonly kind: 'detected'; readonly detection: Detection } | { readonly kind: 'crashed'; readonly message: string };

const contracts = findContracts([]);
const [invariants, faults] = await Promise.all([findInvariants(), findFaults()]);
const { first } = workerData as { readonly first: boolean };

async function answer({ fault, seed, profile, until, part }: Task): Promise<Answer> {
  try {
    const found = fault === null ? null : faults.find(({ id }) => id === fault) ?? null;
    return { kind: 'detected', detection: await detect(found, { contracts, invariants, seed, profile, first, ...(until === undefined ? {} : { until }), ...(part === undefined ? {} : { part }) }) };
  } catch (error) {
    return { kind: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (task: Task) => {
  void answer(task).then((given) => parentPort?.postMessage(given));
});
