import { Option, type Command } from 'commander';
import { optionsOver } from '../specs/callers.ts';
import type { RawOptions } from '../specs/run-config.ts';
import { optionsOfEnvironment } from '../specs/run-environment.ts';
import { RUN_OPTIONS, type RunOption, variableOf } from '../specs/run-options.ts';

function flagOf(option: RunOption): Option {
  const help = `${option.help} (${variableOf(option)})`;
  const flag = new Option(option.type === 'flag' ? `--${option.flag}` : `--${option.flag} <${option.value}>`, option.default === null ? help : `${help}; default ${option.default}`);
  return option.type === 'list' ? flag.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]) : flag;
}

/** Adds the flags of a run to a command, all of them or those that are named. */
export function addRunFlags(command: Command, names: readonly string[] = RUN_OPTIONS.map(({ name }) => name)): Command {
  for (const option of RUN_OPTIONS) if (names.includes(option.name)) command.addOption(flagOf(option));
  return command;
}

/** What was given for a run: the variables, and over them the flags. */
export function givenOptions(flags: RawOptions, environment: Readonly<Record<string, string | undefined>>): RawOptions {
  return optionsOver(optionsOfEnvironment(environment), flags);
}
