#!/usr/bin/env node
/** cli/ answers: how it is driven. May import from every folder. One thin file per command; this one puts them together. */
import { Command, CommanderError } from 'commander';
import { isCallError } from '../specs/config-error.ts';
import { packageVersion } from '../specs/package-root.ts';
import { ignoreClosedPipes } from './closed-pipes.ts';
import { addCompareCommand } from './compare-command.ts';
import { addDeriveCommand } from './derive-command.ts';
import { addListCommand } from './list-command.ts';
import { addPactCommand } from './pact-command.ts';
import { addRejudgeCommand } from './rejudge-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { addRestoreCommand } from './restore-command.ts';
import { addRunCommand } from './run-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addSiteCommand } from './site-command.ts';

/** Exit code of a wrong call or a failed pre-flight. */
const WRONG_CALL = 3;
/** Exit code of our own crash. */
const CRASH = 4;

function program(): Command {
  const root = new Command('metaconform').version(packageVersion())
    .description('Holds cloud metadata APIs against their contracts: what merge, replace and upsert promise, tried on any endpoint.')
    .exitOverride().showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'metaconform: ')) });
  for (const add of [addRunCommand, addServeCommand, addReplayCommand, addRejudgeCommand, addRestoreCommand, addCompareCommand, addSiteCommand, addPactCommand, addDeriveCommand, addListCommand]) add(root);
  return root;
}

/** A word that is no command would otherwise be taken for an argument of `run`, with a message that says nothing. */
function checkCommand(root: Command, argv: readonly string[]): void {
  const [word] = argv;
  const names = ['help', ...root.commands.map((each) => each.name())];
  if (word !== undefined && !word.startsWith('-') && !names.includes(word)) root.error(`error: unknown command '${word}'; the commands are ${names.join(', ')}. See metaconform --help.`);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_CALL;
  if (isCallError(error)) {
    process.stderr.write(`metaconform: ${error.message}\n`);
    return WRONG_CALL;
  }
  process.stderr.write(`metaconform crashed; please report this with the lines below. metaconform rejudge DIR makes the report of what was recorded up to here.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return CRASH;
}

async function main(argv: readonly string[]): Promise<void> {
  try {
    const root = program();
    checkCommand(root, argv);
    await root.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeFor(error);
  }
}

ignoreClosedPipes();
await main(process.argv.slice(2));
