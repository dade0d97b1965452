import type { Command } from 'commander';
import type { RestoreFlags } from './restore.ts';
import { addRunFlags } from './run-flags.ts';

const FLAGS = ['token', 'adminToken', 'osCloud', 'adminOsCloud', 'osCacert', 'osCert', 'osKey', 'insecure', 'contract', 'rate', 'maxInFlight'];

const EXAMPLES = `
What a run touches is noted down before it is touched, in $XDG_STATE_HOME/metaconform. A run that was killed leaves that note; restore reads it, puts
back what the resources held, and removes it when a read has shown that they hold it again. It needs the credentials of the run, or fresh ones.
It leaves a resource alone that somebody else has changed since: that has keys which it did not have before, and which the run did not use either.

Examples:
  metaconform restore --list
  metaconform restore --token @token.txt --admin-token @admin.txt
  metaconform restore --os-cloud devstack --admin-os-cloud devstack-admin --run ID

Exit codes: 0 everything is restored, or there was nothing to do; 3 the call is wrong; 4 something could not be restored.`;

/** `metaconform restore`: puts back what interrupted runs left. */
export function addRestoreCommand(program: Command): void {
  const command = program.command('restore').description('put back what interrupted runs left').option('--run <ID>', 'only what this run left; also when its process seems to be at work')
    .option('--overwrite', 'also where somebody else has changed the metadata since')
    .option('--list', 'only show what there is to restore');
  addRunFlags(command, FLAGS).allowExcessArguments(false).addHelpText('after', EXAMPLES).action(async (flags: RestoreFlags) => (await import('./restore.ts')).restore(flags));
}
