import { findContracts } from '../contracts/find-contracts.ts';
import { findInvariants } from '../specs/invariants.ts';
import { findFaults } from '../targets/reference/find-faults.ts';

/** An id and the sentence beside it. */
type Row = readonly [id: string, text: string];

async function rows(what: string): Promise<readonly Row[]> {
  if (what === 'contracts') return findContracts().map(({ id, title }) => [id, title]);
  if (what === 'invariants') return (await findInvariants()).map(({ id, claim }) => [id, claim]);
  return (await findFaults()).map(({ id, title }) => [id, title]);
}

/** Prints what there is of a kind, a line each. */
export async function list(what: string): Promise<void> {
  const found = await rows(what);
  const width = Math.max(0, ...found.map(([id]) => id.length));
  for (const [id, text] of found) process.stdout.write(`${id.padEnd(width)}  ${text}\n`);
}
