import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  metaconform compare before after
  metaconform compare before/report.json after/report.json --report upgrade
  metaconform compare before after --strict        a gate that also asks for certainty

Exit codes: 0 nothing regressed; 1 a verdict regressed; with --strict also when one is new and broken, or undecided now; 3 the call is wrong, or the runs
cannot be compared.`;

/** `metaconform compare`: what changed at a target from one run to another. */
export function addCompareCommand(program: Command): void {
  program.command('compare').description('compare two runs: what regressed, what was fixed, what changed in the dialect')
    .argument('<A>', 'the report folder of the first run, or its report.json').argument('<B>', 'that of the second run')
    .option('--report <DIR>', 'folder of compare.json, compare.html and compare.md', 'conformance-comparison')
    .option('--anyway', 'compare runs that were judged under other contracts or profiles all the same').option('--strict', 'exit 1 also when something broken is new, or cannot be decided now')
    .allowExcessArguments(false).addHelpText('after', EXAMPLES)
    .action(async (before: string, after: string, flags: { readonly report: string; readonly anyway?: boolean; readonly strict?: boolean }) => (await import('./compare.ts')).compare(before, after, flags));
}
