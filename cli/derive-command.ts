import { Argument, Option, type Command } from 'commander';
import type { DeriveFlags } from './derive.ts';

const EXAMPLES = `
Reads reStructuredText (.rst, .inc) and Markdown (.md), from the tables and directives of OpenStack, Huawei Cloud and Open Telekom Cloud. A contract of
what the documents say is not enough to run on: --overlay default adds, as choices that are told apart, what they leave open.

Examples:
  metaconform derive metadata.rst                            the contract, on standard output
  metaconform derive api-ref/source --out contracts          a contract per resource
  metaconform derive metadata.rst --overlay default --out my-server.yaml
  metaconform run --contract my-server.yaml --only my-server
  metaconform derive metadata.rst --lint --format sarif --out lint.sarif
  metaconform derive newer.rst --check --contract my-server.yaml

Exit codes: 0 all is well; 1 --lint found an error, or --check an alarm; 3 the call is wrong, or there is nothing to derive.`;

function repeat(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** `metaconform derive`: documents into contracts, what is wrong with them, and what has changed in them. */
export function addDeriveCommand(program: Command): void {
  program.command('derive').description('read API documents into contracts, and tell what is wrong with them or has changed')
    .addArgument(new Argument('<path...>', 'documents, or folders of them'))
    .option('--lint', 'tell what is wrong or open in the documents, with lines')
    .option('--check', 'tell what in a contract no longer agrees with the documents')
    .option('--contract <ID|FILE>', 'with --check: the contract; absent: each that comes along and has an operation of the documents', repeat)
    .option('--overlay <FILE|default>', 'lay an OpenAPI Overlay over what was derived, or the default choices', repeat)
    .option('--overlay-to <FILE>', 'write the overlay that makes this contract of what was derived')
    .option('--resource <NOUN>', 'only this resource', repeat)
    .addOption(new Option('--format <FORMAT>', 'of --lint and --check; sarif for --lint only').choices(['text', 'json', 'sarif']).default('text'))
    .option('--sentences', 'print the sentences that the readings rest on; they are never written to a file')
    .option('--out <FILE|DIR>', 'write here instead of standard output')
    .addHelpText('after', EXAMPLES).action(async (paths: readonly string[], flags: DeriveFlags) => (await import('./derive.ts')).derive(paths, flags));
}
