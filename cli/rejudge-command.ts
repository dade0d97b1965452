import { Option, type Command } from 'commander';
import { ConfigError } from '../specs/config-error.ts';
import type { RejudgeFlags } from './rejudge.ts';

const EXAMPLES = `
Examples:
  metaconform rejudge conformance-report
  metaconform rejudge conformance-report/trace.ndjson --report judged-again
  metaconform rejudge conformance-report --waivers waivers.yaml --report with-waivers
  metaconform rejudge --har traffic.har                     what a browser, a proxy or a test tool recorded
  metaconform rejudge --har traffic.har --only ecs --report judged-traffic`;

function addOptions(command: Command): Command {
  const each = (value: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), value];
  return command
    .option('--report <DIR>', 'folder to write to; default: the one the trace is in, or conformance-report for --har')
    .option('--waivers <FILE>', 'known deviations; default: those the run was given')
    .option('--baseline <FILE>', 'report of an earlier run: only what is new fails; default: the one the run was given')
    .option('--har <FILE>', 'judge an HTTP Archive in place of a run, as far as it allows')
    .addOption(new Option('--contract <FILE>', 'with --har: a contract file besides the built-in ones').argParser(each))
    .addOption(new Option('--only <ID>', 'with --har: judge by these contracts or invariants only').argParser(each))
    .addOption(new Option('--profile <de-facto|documented>', 'with --har: whether what we chose where documents are silent obliges; default de-facto').choices(['de-facto', 'documented']));
}

async function act(given: string | undefined, flags: RejudgeFlags): Promise<void> {
  const { har } = flags;
  if ((given === undefined) === (har === undefined)) throw new ConfigError('OPTION_CONFLICT', `rejudge expects either a report folder or --har FILE, got ${given === undefined ? 'neither' : 'both'}.`);
  if (har !== undefined) return (await import('./rejudge-har.ts')).rejudgeHar(har, flags);
  const stray = (['contract', 'only', 'profile'] as const).find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw new ConfigError('OPTION_CONFLICT', `--${stray} goes with --har: a run is judged by what it was made with.`);
  return (await import('./rejudge.ts')).rejudge(given as string, flags);
}

/** `metaconform rejudge`: a recorded run, or somebody else's traffic, is judged again, offline. */
export function addRejudgeCommand(program: Command): void {
  const command = program.command('rejudge').description('judge a recorded run, or other recorded traffic, offline').argument('[DIR|FILE]', 'a report folder, or its trace.ndjson');
  addOptions(command).addHelpText('after', EXAMPLES).action(act);
}
