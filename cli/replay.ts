import { exchangeLines } from '../reports/exchange-text.ts';
import { planLines } from '../reports/plan-text.ts';
import { readReport } from '../reports/read-report.ts';
import type { Report, ReportFinding, ReportVerdict } from '../reports/report.ts';
import { optionsOver } from '../specs/callers.ts';
import { ConfigError } from '../specs/config-error.ts';
import { replayPlan, type Replayed } from '../specs/replay-plan.ts';
import { optionsOfArgv } from '../specs/run-argv.ts';
import { parseRunConfig, type RawOptions } from '../specs/run-config.ts';
import { givenOptions } from './run-flags.ts';

function findingOf(report: Report, id: string): { readonly row: ReportVerdict; readonly finding: ReportFinding } {
  for (const row of report.verdicts) {
    const finding = row.findings.find((each) => each.id === id);
    if (finding !== undefined) return { row, finding };
  }
  const ids = report.verdicts.flatMap((row) => row.findings.map((each) => each.id));
  throw new ConfigError('FINDING_UNKNOWN', `the report has no finding ${JSON.stringify(id)}; ${ids.length === 0 ? 'it has none at all' : `it has ${ids.join(', ')}`}.`);
}

function exitCode({ seen, restored }: Replayed): number {
  if (!restored) return 4;
  return seen === 'yes' ? 1 : seen === 'no' ? 0 : 2;
}

/** Performs the plan of a finding of a report once more and prints what happened. */
export async function replay(id: string, flags: RawOptions): Promise<void> {
  const report = readReport(String(givenOptions(flags, process.env)['report'] ?? 'conformance-report'));
  const { row, finding } = findingOf(report, id);
  const config = parseRunConfig(optionsOver(optionsOfArgv(report.run.argv), givenOptions(flags, process.env)));
  const result = await replayPlan(config, { contract: row.contract, invariant: row.invariant, id, effect: finding.effect, class: finding.class, plan: finding.plan });
  const words = { yes: 'seen again', no: 'not seen again', undecided: 'could not be decided' };
  process.stdout.write([...planLines(finding.plan), '', ...result.trace.exchanges.flatMap(exchangeLines), '', `${row.invariant} on ${row.contract}: ${words[result.seen]}`, `expected  ${finding.expected}`, `reported  ${finding.actual}`, ''].join('\n'));
  process.exitCode = exitCode(result);
}
