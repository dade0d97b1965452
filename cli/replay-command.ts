import type { Command } from 'commander';
import type { RawOptions } from '../specs/run-config.ts';
import { addRunFlags } from './run-flags.ts';

const FLAGS = ['endpoint', 'token', 'adminToken', 'strangerToken', 'osCloud', 'adminOsCloud', 'strangerOsCloud', 'resource', 'sacrificial', 'contract', 'fault', 'report', 'rate', 'maxInFlight'];

const EXAMPLES = `
The endpoint, the resources and the fault are those of the reported run unless given again; tokens never stand in a report.

Examples:
  metaconform replay 0123456789ab --report conformance-report
  metaconform replay 0123456789ab --report conformance-report --token @token.txt

Exit codes: 0 it was not seen again; 1 it was; 2 that could not be decided; 3 the call is wrong; 4 not everything could be restored.`;

/** `metaconform replay`: performs the plan of one finding again and says whether it shows again. */
export function addReplayCommand(program: Command): void {
  const command = program.command('replay').description('perform the plan of one finding of a report again').argument('<ID>', 'id of the finding');
  addRunFlags(command, FLAGS).addHelpText('after', EXAMPLES).action(async (id: string, flags: RawOptions) => (await import('./replay.ts')).replay(id, flags));
}
