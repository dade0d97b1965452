import type { Command } from 'commander';
import { parseRunConfig, type RawOptions, type RunConfig } from '../specs/run-config.ts';
import { environmentOf } from '../specs/run-environment.ts';
import { RUN_OPTIONS, variableOf } from '../specs/run-options.ts';
import { addRunFlags, givenOptions } from './run-flags.ts';

const EXAMPLES = `
Examples:
  metaconform                                  the embedded reference cloud
  metaconform run --fault replace-merges       the same with a defect put in
  metaconform run --os-cloud mine --resource server=ID --resource server=ANOTHER
  metaconform run --os-cloud mine --admin-os-cloud admin --stranger-os-cloud other --resource server=ID --resource aggregate=ID
  metaconform run --os-cloud mine --admin-os-cloud admin --stranger-os-cloud other --provision
  metaconform run --endpoint https://compute.example/v2.1 --token @token.txt \\
      --resource server=ID --resource server=ANOTHER
  metaconform run --endpoint compute=https://compute.example/v2.1 --endpoint image=https://image.example \\
      --token @token.txt --admin-token @admin.txt --resource server=ID --resource aggregate=ID

Exit codes: 0 all pass; 1 a must fails; 2 none fails, but some are unknown; 3 the call is wrong, nothing was written;
4 something could not be restored, or metaconform itself crashed.
Every flag has a variable, named with it; lists in a variable are words separated by white space or a JSON array.`;

/** What the variables must say so that the engine does what was asked: the seed and the tokens are settled here, once. */
function settled(given: RawOptions, config: RunConfig): RawOptions {
  const tokens = Object.fromEntries((['token', 'adminToken', 'strangerToken'] as const).flatMap((name) => (config[name] === null ? [] : [[name, config[name]]])));
  return { ...given, ...tokens, seed: String(config.seed) };
}

async function run(flags: RawOptions): Promise<void> {
  const given = givenOptions(flags, process.env);
  const config = parseRunConfig(given);
  // Loaded late: vitest and the contracts take a second that a wrong flag and --help need not wait for.
  const { checkRun } = await import('../specs/check-run.ts');
  await checkRun(config);
  const ui = given['ui'] === true || given['ui'] === 'true' || given['ui'] === '1';
  if (ui) (await import('./check-ui.ts')).checkUi();
  // A flag may have taken a variable back.
  for (const option of RUN_OPTIONS) delete process.env[variableOf(option)];
  Object.assign(process.env, environmentOf(settled(given, config)));
  const { runVitest } = await import('./run-vitest.ts');
  const report = await runVitest({ ui });
  process.exitCode = report.run.exitCode;
}

/** `metaconform run`, which is also `metaconform` without a command. */
export function addRunCommand(program: Command): void {
  const command = program.command('run', { isDefault: true }).description('send generated requests to a target, judge what it does, and write a report');
  addRunFlags(command).allowExcessArguments(false).addHelpText('after', EXAMPLES).action(run);
}
