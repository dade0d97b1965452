/** Which findings of a verdict are accepted beforehand, and what that makes of the verdict. */
import type { InvariantVerdict, ReportedFinding } from './verdict.ts';
import { type Accepted, type Baseline, isExpired, speaksOf, type Waiver, waiverText } from './waivers.ts';

/** The reason of a verdict that only repeats what an earlier run found. */
export const BASELINE_REASON = 'baseline';

interface Ground {
  readonly reason: string;
  readonly text: string;
}

function groundOfWaiver(waiver: Waiver): Ground {
  return { reason: waiver.reason, text: waiverText(waiver) };
}

function groundOfBaseline({ run }: Baseline): Ground {
  return { reason: BASELINE_REASON, text: `found in the run ${run} already` };
}

/**
 * A finding, and those it is grouped under as long as they are about the same invariant. Of a race also those of other invariants: which races go wrong
 * differs from run to run, and where the same effect fails without any race they tell nothing new.
 */
function chainOf(finding: ReportedFinding, all: readonly ReportedFinding[], before: readonly ReportedFinding[] = []): readonly ReportedFinding[] {
  const chain = [...before, finding];
  const leader = all.find(({ id }) => id === finding.groupedUnder);
  const isRace = finding.class.startsWith('race:') || finding.class === 'concurrent';
  if (leader === undefined || chain.includes(leader) || (leader.invariant !== finding.invariant && !isRace)) return chain;
  return chainOf(leader, all, chain);
}

/** On what ground a finding is accepted; null when it is not. */
function groundOf(finding: ReportedFinding, all: readonly ReportedFinding[], waivers: readonly Waiver[], baseline: Baseline | null): Ground | null {
  for (const each of chainOf(finding, all)) {
    const waiver = waivers.find((candidate) => speaksOf(candidate, each));
    if (waiver !== undefined) return groundOfWaiver(waiver);
    if (baseline?.findings.includes(each.id) === true) return groundOfBaseline(baseline);
  }
  return null;
}

/**
 * A verdict after the waivers: a failed one is `waived` when each of its findings is accepted; else it fails as before, and the findings that are accepted
 * bear the text of what accepts them.
 * @param all every finding of the run.
 * @param at when the run began, RFC 3339: expired waivers accept nothing.
 */
export function applyWaivers(row: InvariantVerdict, all: readonly ReportedFinding[], { waivers, baseline }: Accepted, at: string): InvariantVerdict {
  if (row.verdict !== 'fail') return row;
  const valid = waivers.filter((waiver) => !isExpired(waiver, at));
  const grounds = row.findings.map((finding) => groundOf(finding, all, valid, baseline));
  const findings = row.findings.map((finding, index): ReportedFinding => {
    const ground = grounds[index] ?? null;
    return ground === null ? finding : { ...finding, waiver: ground.text };
  });
  const found = grounds.filter((ground) => ground !== null);
  if (found.length < grounds.length) return { ...row, findings };
  const distinct = (texts: readonly string[]): string => [...new Set(texts)].join('; ');
  return { ...row, verdict: 'waived', reason: distinct(found.map(({ reason }) => reason)), waiver: distinct(found.map(({ text }) => text)), findings };
}
