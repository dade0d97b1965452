import { Argument, type Command } from 'commander';
import { findContracts } from '../contracts/find-contracts.ts';
import { findInvariants } from '../specs/invariants.ts';
import { findFaults } from '../targets/reference/find-faults.ts';

const EXAMPLES = `
Examples:
  metaconform list contracts
  metaconform list invariants`;

/** An id and the sentence beside it. */
type Row = readonly [id: string, text: string];

async function rows(what: string): Promise<readonly Row[]> {
  if (what === 'contracts') return findContracts().map(({ id, title }) => [id, title]);
  if (what === 'invariants') return (await findInvariants()).map(({ id, claim }) => [id, claim]);
  return (await findFaults()).map(({ id, defect }) => [id, defect]);
}

async function list(what: string): Promise<void> {
  const found = await rows(what);
  const width = Math.max(0, ...found.map(([id]) => id.length));
  for (const [id, text] of found) process.stdout.write(`${id.padEnd(width)}  ${text}\n`);
}

/** `metaconform list`: what there is to name. */
export function addListCommand(program: Command): void {
  const what = new Argument('<what>', 'what to list').choices(['contracts', 'invariants', 'faults']);
  program.command('list').description('list contracts, invariants or faults').addArgument(what).addHelpText('after', EXAMPLES).action(list);
}
