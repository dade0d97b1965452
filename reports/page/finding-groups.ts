/** Findings with one cause, together: the one that says it best leads, the others follow it. */
import type { Report, ReportFinding, ReportVerdict } from '../report.ts';

/** A finding and the verdict it belongs to. */
export interface PlacedFinding {
  readonly finding: ReportFinding;
  readonly row: ReportVerdict;
}

export interface FindingGroup {
  readonly leading: PlacedFinding;
  readonly others: readonly PlacedFinding[];
}

/** The finding at the end of the chain of `groupedUnder`. A finding whose chain runs in a ring stands for itself, so that none is lost. */
function leaderOf(finding: ReportFinding, byId: ReadonlyMap<string, PlacedFinding>): string {
  const passed = new Set([finding.id]);
  let at = finding;
  for (;;) {
    const next = at.groupedUnder === null ? undefined : byId.get(at.groupedUnder)?.finding;
    if (next === undefined) return at.id;
    if (passed.has(next.id)) return finding.id;
    passed.add(next.id);
    at = next;
  }
}

const VERDICT_ORDER: readonly ReportVerdict['verdict'][] = ['fail', 'unknown', 'waived', 'pass', 'not-applicable'];

function rank({ leading: { row } }: FindingGroup): number {
  return VERDICT_ORDER.indexOf(row.verdict) + (row.level === 'must' ? 0 : 10);
}

/** All findings of a report in groups, those that fail a must first; otherwise in the order of the report. */
export function findingGroups(report: Report): readonly FindingGroup[] {
  const placed = report.verdicts.flatMap((row) => row.findings.map((finding): PlacedFinding => ({ finding, row })));
  const byId = new Map(placed.map((each) => [each.finding.id, each]));
  const groups = Map.groupBy(placed, ({ finding }) => leaderOf(finding, byId));
  return [...groups].flatMap(([id, members]): readonly FindingGroup[] => {
    const leading = byId.get(id);
    return leading === undefined ? [] : [{ leading, others: members.filter(({ finding }) => finding.id !== id) }];
  }).toSorted((a, b) => rank(a) - rank(b));
}
