import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  metaconform site conformance-report                one run
  metaconform site reports/ --out public             every report below a folder
  metaconform site eu-1/ eu-2/ --title "Our clouds"

The label "target" of a run (--label target=NAME) says which runs belong together; without it the cloud, or the name of the target, does.`;

/** `metaconform site`: many reports into one static site. */
export function addSiteCommand(program: Command): void {
  program.command('site').description('make one static site of many reports: matrix, history, badges').argument('<DIR...>', 'report folders, or folders with report folders at any depth')
    .option('--out <DIR>', 'folder to write to', 'conformance-site').option('--title <TEXT>', 'title of the site', 'Metadata conformance').addHelpText('after', EXAMPLES)
    .action(async (given: readonly string[], flags: { readonly out: string; readonly title: string }) => (await import('./site.ts')).site(given, flags));
}
