import type { Command } from 'commander';
import type { RestoreFlags } from './restore.ts';
import { addRunFlags } from './run-flags.ts';

const FLAGS = ['token', 'adminToken', 'osCloud', 'adminOsCloud', 'osCacert', 'osCert', 'osKey', 'insecure', 'endpoint', 'contract', 'rate', 'maxInFlight'];

const EXAMPLES = `
What a run touches is noted down before it is touched, in $XDG_STATE_HOME/metaconform. A run that was killed leaves that note; restore reads it, puts
back what the resources held, and removes it when a read has shown that they hold it again. It needs the credentials of the run, or fresh ones.
It leaves a resource alone that somebody else has changed since: that has keys which it did not have before, and which the run did not use either.

What a run with --provision has made is noted down as well, and deleted. Where the note is gone, --provisioned looks through the cloud for names that
metaconform gives and nobody else; it leaves alone what is younger than an hour, unless --run names the run: an id, or the eight digits in the name.

Examples:
  metaconform restore --list
  metaconform restore --token @token.txt --admin-token @admin.txt
  metaconform restore --os-cloud devstack --admin-os-cloud devstack-admin --run ID
  metaconform restore --provisioned --os-cloud devstack --admin-os-cloud devstack-admin --list

Exit codes: 0 everything is restored, or there was nothing to do; 3 the call is wrong; 4 something could not be restored.`;

/** `metaconform restore`: puts back what interrupted runs left. */
export function addRestoreCommand(program: Command): void {
  const command = program.command('restore').description('put back what interrupted runs left').option('--run <ID>', 'only what this run left; also when its process seems to be at work')
    .option('--overwrite', 'also where somebody else has changed the metadata since')
    .option('--provisioned', 'find what runs with --provision have made by its names, without journals, and delete it')
    .option('--list', 'only show what there is to restore');
  addRunFlags(command, FLAGS).allowExcessArguments(false).addHelpText('after', EXAMPLES).action(async (flags: RestoreFlags) => (await import('./restore.ts')).restore(flags));
}
