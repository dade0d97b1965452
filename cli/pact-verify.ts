import { closingLines, pactLines } from '../reports/pact/pact-text.ts';
import { checkReportFolder, joinReport } from '../reports/pact/join-report.ts';
import { optionsOver } from '../specs/callers.ts';
import { parsePactConfig } from '../specs/pact/pact-config.ts';
import type { PactVerification } from '../specs/pact/pact-verification.ts';
import { verifyPacts } from '../specs/pact/verify-pacts.ts';
import type { RawOptions } from '../specs/run-config.ts';
import { optionsOfEnvironment, withdrawSecrets } from '../specs/run-environment.ts';
import { PACT_OPTIONS, RUN_OPTIONS } from '../specs/run-options.ts';
import { withInterrupt } from '../specs/with-interrupt.ts';

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function exitCodeOf({ restoration, summary }: PactVerification): number {
  if (restoration.restored < restoration.touched || restoration.leftovers > 0) return 4;
  return { pass: 0, fail: 1, unknown: 2 }[summary.verdict];
}

/** What was given: the variables, and over them the flags. The budget of a run and what it draws at random mean nothing here. */
function givenOptions(flags: RawOptions): RawOptions {
  const others = ['seed', 'only', 'budgetRequests', 'budgetTime', 'profile'];
  const options = [...RUN_OPTIONS.filter(({ name }) => !others.includes(name)), ...PACT_OPTIONS];
  return optionsOver(optionsOfEnvironment(process.env, options), flags);
}

/** Verifies pacts against a target, and writes the report. */
export async function pactVerify(flags: RawOptions): Promise<void> {
  const config = parsePactConfig(givenOptions(flags));
  withdrawSecrets(process.env);
  checkReportFolder(config.run.reportDir);
  const verification = await withInterrupt(
    () => say(['stopping; restoring what was touched']),
    (signal) => verifyPacts(config, { onPact: (pact) => say(pactLines(pact)), signal }),
  );
  const { files, joined } = await joinReport(config.run.reportDir, verification);
  say(closingLines(verification.pact, joined ? [...files, '(joined the report of the run there)'] : files));
  process.exitCode = exitCodeOf(verification.pact);
}
