import { ConfigError } from '../../specs/config-error.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { isConsequence } from './change-words.ts';
import { notesOn, obstaclesTo } from './comparable.ts';
import { compareDialects } from './compare-dialects.ts';
import { compareVerdict, explainedElsewhere } from './compare-verdict.ts';
import { CHANGES, type Change, type ComparedRun, type ComparedVerdict, type Comparison } from './comparison.ts';

/** How two runs are compared. */
export interface CompareOptions {
  /** Compare runs that were held to other promises all the same. Default false. */
  readonly anyway?: boolean;
}

function comparedRun({ run, target, contracts, summary, tool }: Report): ComparedRun {
  const { id, startedAt, seed, profile, complete, requests, labels } = run;
  const { name, endpoint, kind, release, microversions, cloud } = target;
  return {
    id, startedAt, version: tool.version, seed, profile, complete, requests, labels, target: { name, endpoint, kind, release, microversions, cloud },
    contracts: contracts.map((each) => ({ id: each.id, sha256: each.sha256 })), summary,
  };
}

function keyOf({ contract, invariant }: ReportVerdict): string {
  return `${contract} ${invariant}`;
}

/** Rows in the order of {@link CHANGES}, causes before their consequences; otherwise as the reports have them. */
function compareRows(before: Report, after: Report): readonly ComparedVerdict[] {
  const [then, now] = [new Map(before.verdicts.map((row) => [keyOf(row), row])), new Map(after.verdicts.map((row) => [keyOf(row), row]))];
  const [explainedBefore, explainedAfter] = [explainedElsewhere(before), explainedElsewhere(after)];
  const rows = [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => compareVerdict({ before: then.get(key), after: now.get(key), explainedBefore, explainedAfter }) ?? []);
  const rank = (row: ComparedVerdict): number => CHANGES.indexOf(row.change) * 2 + Number(isConsequence(row));
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function outcomeOf({ counts, dialect, verdicts }: Pick<Comparison, 'counts' | 'dialect' | 'verdicts'>): Comparison['outcome'] {
  if (counts.regressed > 0) return 'regressed';
  const isOtherwiseBroken = verdicts.some((row) => [...row.appeared, ...row.vanished].some(({ groupedUnder }) => groupedUnder === null));
  const changes: readonly Change[] = ['fixed', 'new', 'gone', 'waived', 'undecided'];
  return changes.some((change) => counts[change] > 0) || dialect.changed.length > 0 || isOtherwiseBroken ? 'changed' : 'same';
}

function refusal(obstacles: readonly string[]): ConfigError {
  return new ConfigError('NOT_COMPARABLE', `these runs cannot be compared: ${obstacles.join('; ')}. Make both with the same contracts, resources and --profile, or insist with --anyway.`);
}

/**
 * What changed from one run to another: a pure function of their reports.
 * @throws {ConfigError} NOT_COMPARABLE when the runs were held to other promises and the caller does not insist.
 */
export function compareReports(before: Report, after: Report, { anyway = false }: CompareOptions = {}): Comparison {
  const obstacles = obstaclesTo(before, after);
  if (obstacles.length > 0 && !anyway) throw refusal(obstacles);
  const verdicts = compareRows(before, after);
  const counts = Object.fromEntries(CHANGES.map((change) => [change, verdicts.filter((row) => row.change === change).length])) as Record<Change, number>;
  const dialect = compareDialects(before, after);
  return {
    schemaVersion: 1, tool: after.tool, before: comparedRun(before), after: comparedRun(after), outcome: outcomeOf({ counts, dialect, verdicts }), counts, obstacles, notes: notesOn(before, after), verdicts, dialect,
  };
}
