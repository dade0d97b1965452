import { Command } from 'commander';
import { packageVersion } from '../specs/package-root.ts';
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

/** The command line with all its commands: throws where commander would end the process. */
export function program(): Command {
  const root = new Command('metaconform').version(packageVersion())
    .description('Holds cloud metadata APIs against their contracts: what merge, replace and upsert promise, tried on any endpoint.')
    .exitOverride().showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'metaconform: ')) });
  for (const add of [addRunCommand, addServeCommand, addReplayCommand, addRejudgeCommand, addRestoreCommand, addCompareCommand, addSiteCommand, addPactCommand, addDeriveCommand, addListCommand]) add(root);
  return root;
}
