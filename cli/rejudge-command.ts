import type { Command } from 'commander';
import type { RejudgeFlags } from './rejudge.ts';

const EXAMPLES = `
Examples:
  metaconform rejudge conformance-report
  metaconform rejudge conformance-report/trace.ndjson --report judged-again
  metaconform rejudge conformance-report --waivers waivers.yaml --report with-waivers`;

/** `metaconform rejudge`: a recorded run is judged again, offline. */
export function addRejudgeCommand(program: Command): void {
  program.command('rejudge').description('judge a recorded run again, offline').argument('<DIR|FILE>', 'a report folder, or its trace.ndjson')
    .option('--report <DIR>', 'folder to write to; default: the one the trace is in').option('--waivers <FILE>', 'known deviations; default: those the run was given').option('--baseline <FILE>', 'report of an earlier run: only what is new fails; default: the one the run was given')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: RejudgeFlags) => (await import('./rejudge.ts')).rejudge(given, flags));
}
