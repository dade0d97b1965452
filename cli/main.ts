#!/usr/bin/env node
/** cli/ answers: how it is driven. May import from every folder. One thin file per command; `program.ts` puts them together. */
import { CommanderError, type Command } from 'commander';
import { isCallError } from '../specs/config-error.ts';
import { ignoreClosedPipes } from './closed-pipes.ts';
import { program } from './program.ts';

/** Exit code of a wrong call or a failed pre-flight. */
const WRONG_CALL = 3;
/** Exit code of our own crash. */
const CRASH = 4;

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
