import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  metaconform rejudge conformance-report
  metaconform rejudge conformance-report/trace.ndjson --report judged-again`;

/** `metaconform rejudge`: a recorded run is judged again, offline. */
export function addRejudgeCommand(program: Command): void {
  program.command('rejudge').description('judge a recorded run again, offline').argument('<DIR|FILE>', 'a report folder, or its trace.ndjson')
    .option('--report <DIR>', 'folder to write to; default: the one the trace is in').addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: { readonly report?: string }) => (await import('./rejudge.ts')).rejudge(given, flags));
}
