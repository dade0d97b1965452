import type { Command } from 'commander';
import type { ServeFlags } from './serve.ts';

const EXAMPLES = `
Examples:
  metaconform serve
  metaconform serve --port 8774 --fault replace-merges`;

/** `metaconform serve`: the reference cloud on a port, until Ctrl-C. */
export function addServeCommand(program: Command): void {
  program.command('serve').description('serve the reference cloud on a port').option('--port <N>', 'port to listen on; 0 takes any free one', '0')
    .option('--host <HOST>', 'address to listen on', '127.0.0.1').option('--fault <ID>', 'a defect to put in (metaconform list faults)')
    .addHelpText('after', EXAMPLES).action(async (flags: ServeFlags) => (await import('./serve.ts')).serve(flags));
}
