/** The METACONFORM_* variables: another way to say the flags, and how the command line hands them over to the engine. */
import { SECRET_VARIABLES } from '../targets/auth/cloud-config.ts';
import { ConfigError } from './config-error.ts';
import type { RawOptions } from './run-config.ts';
import { PACT_OPTIONS, RUN_OPTIONS, type RunOption, variableOf } from './run-options.ts';

/** The options that the environment gives. A list is a JSON array, or words separated by white space. */
export function optionsOfEnvironment(environment: Readonly<Record<string, string | undefined>>, options: readonly RunOption[] = RUN_OPTIONS): RawOptions {
  const found: Record<string, string | readonly string[]> = {};
  for (const each of options) {
    const value = environment[variableOf(each)];
    if (value === undefined || value === '') continue;
    found[each.name] = each.type === 'list' ? listOfText(each, value) : value;
  }
  return found;
}

function listOfText(option: RunOption, value: string): readonly string[] {
  if (!value.startsWith('[')) return value.trim().split(/\s+/);
  try {
    const parsed: unknown = JSON.parse(value);
    if (Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')) return parsed;
  } catch {
    // Falls through to the one message below: what matters is what was allowed, not how JSON failed.
  }
  throw new ConfigError('OPTION_INVALID', `${variableOf(option)} expects words separated by white space or a JSON array of strings, got ${JSON.stringify(value)}.`);
}

/** The variables that say the same as the options given: how the command line hands over to the engine. */
export function environmentOf(raw: RawOptions): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const each of RUN_OPTIONS) {
    const value = raw[each.name];
    if (value === undefined || value === false) continue;
    variables[variableOf(each)] = Array.isArray(value) ? JSON.stringify(value) : String(value);
  }
  return variables;
}

/** Takes the tokens, and the secrets of the openstack client, out of an environment once they were read, so that no worker or child process inherits them. */
export function withdrawSecrets(environment: Record<string, string | undefined>): void {
  for (const each of [...RUN_OPTIONS, ...PACT_OPTIONS]) if (each.secret) delete environment[variableOf(each)];
  for (const name of SECRET_VARIABLES) delete environment[name];
}
