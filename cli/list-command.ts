import { Argument, type Command } from 'commander';

const EXAMPLES = `
Examples:
  metaconform list contracts
  metaconform list invariants`;

/** `metaconform list`: what there is to name. */
export function addListCommand(program: Command): void {
  const what = new Argument('<what>', 'what to list').choices(['contracts', 'invariants', 'faults']);
  program.command('list').description('list contracts, invariants or faults').addArgument(what).addHelpText('after', EXAMPLES).action(async (kind: string) => (await import('./list.ts')).list(kind));
}
