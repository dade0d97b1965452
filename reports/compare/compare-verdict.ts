import type { Report, ReportFinding, ReportVerdict } from '../report.ts';
import type { Change, ComparedFinding, ComparedSide, ComparedVerdict } from './comparison.ts';

/** What a verdict means for a comparison. */
type Standing = 'holds' | 'broken' | 'accepted' | 'open' | 'absent';

function standing(row: ReportVerdict | undefined): Standing {
  switch (row?.verdict) {
    case undefined:
    case 'not-applicable':
      return 'absent';
    case 'pass':
      return 'holds';
    case 'fail':
      return 'broken';
    case 'waived':
      return 'accepted';
    case 'unknown':
      return 'open';
  }
}

function isTried(cells: Readonly<Record<string, number>>, fits: (cell: string) => boolean): boolean {
  return Object.entries(cells).some(([cell, times]) => times > 0 && fits(cell));
}

/**
 * Whether an earlier run shows that what a finding says was not so then: it tried the very cell, or other cells of an effect it found nothing wrong with, and they held.
 * So a promise that was broken in one way before, and is in another way now, counts as a regression, while another seed's luck does not.
 */
export function heldBefore(finding: Pick<ReportFinding, 'effect' | 'class'>, before: ReportVerdict): boolean {
  const { effect } = finding;
  const ofEffect = before.findings.filter((each) => each.effect === effect);
  if (ofEffect.length === 0) return isTried(before.exercised, (cell) => cell.startsWith(`${effect}/`));
  return !ofEffect.some((each) => each.class === finding.class) && isTried(before.exercised, (cell) => cell === `${effect}/${finding.class}`);
}

function newlyBroken(before: ReportVerdict, after: ReportVerdict): readonly ReportFinding[] {
  return after.findings.filter((finding) => finding.groupedUnder === null && heldBefore(finding, before));
}

type Placing = readonly [change: Change, because: string];

function placeBroken(was: Standing, before: ReportVerdict, after: ReportVerdict): Placing {
  if (was === 'holds') return ['regressed', ''];
  const proofs = newlyBroken(before, after);
  if (proofs.length > 0) return ['regressed', `${was === 'open' ? 'the first run could not decide all of it' : 'it was broken before in another way'}, but ${proofs.map((each) => `${each.effect} with ${each.class}`).join(', ')} was tried and held`];
  if (was === 'open') return ['undecided', 'it is broken now; the first run could not decide whether it was then'];
  return ['still-failing', was === 'accepted' ? 'the first run had a waiver for it' : ''];
}

function place(before: ReportVerdict | undefined, after: ReportVerdict | undefined): Placing {
  const [was, is] = [standing(before), standing(after)];
  if (was === 'absent' && is === 'absent') return ['unchanged', ''];
  if (was === 'absent') return ['new', is === 'broken' ? 'it is broken; the first run did not judge it' : 'the first run did not judge it'];
  if (is === 'absent') return ['gone', was === 'broken' ? 'it was broken; the second run did not judge it' : 'the second run did not judge it'];
  if (is === 'broken' && before !== undefined && after !== undefined) return placeBroken(was, before, after);
  if (is === 'open') return ['undecided', was === 'open' ? 'neither run could decide it' : 'the second run could not decide it'];
  if (is === 'accepted') return was === 'broken' || was === 'accepted' ? ['still-failing', 'the second run has a waiver for it'] : ['waived', 'it is broken now, under a waiver'];
  if (was === 'open') return ['undecided', 'it holds now; the first run could not decide it'];
  return was === 'holds' ? ['unchanged', ''] : ['fixed', ''];
}

function side(row: ReportVerdict | undefined, consequences: ReadonlySet<string>): ComparedSide | null {
  if (row === undefined) return null;
  return { verdict: row.verdict, reason: row.reason, isConsequence: row.findings.length > 0 && row.findings.every(({ id }) => consequences.has(id)) };
}

function line({ id, effect, class: cls, expected, actual, groupedUnder }: ReportFinding): ComparedFinding {
  return { id, effect, class: cls, expected, actual, groupedUnder };
}

function without(findings: readonly ReportFinding[], others: readonly ReportFinding[]): readonly ComparedFinding[] {
  const known = new Set(others.map(({ id }) => id));
  return findings.filter(({ id }) => !known.has(id)).map(line);
}

/** Ids of the findings of a report that another invariant's finding explains. */
export function explainedElsewhere(report: Report): ReadonlySet<string> {
  const found = new Map(report.verdicts.flatMap((row) => row.findings.map((finding) => [finding.id, { row, finding }] as const)));
  const leader = (id: string, seen: ReadonlySet<string>): string => {
    const up = found.get(id)?.finding.groupedUnder ?? null;
    return up === null || seen.has(up) || !found.has(up) ? id : leader(up, new Set([...seen, up]));
  };
  return new Set([...found].filter(([id, { row }]) => found.get(leader(id, new Set([id])))?.row !== row).map(([id]) => id));
}

/** What each report says about one invariant on one contract, and which of its findings another invariant explains. */
export interface RowPair {
  readonly before: ReportVerdict | undefined;
  readonly after: ReportVerdict | undefined;
  readonly explainedBefore: ReadonlySet<string>;
  readonly explainedAfter: ReadonlySet<string>;
}

/** What became of one invariant on one contract. */
export function compareVerdict({ before, after, explainedBefore, explainedAfter }: RowPair): ComparedVerdict | null {
  const row = after ?? before;
  if (row === undefined) return null;
  const [change, because] = place(before, after);
  const [then, now] = [before?.findings ?? [], after?.findings ?? []];
  const gone = new Set(without(now, then).map(({ id }) => id));
  return {
    contract: row.contract, invariant: row.invariant, claim: row.claim, level: row.level, sources: row.sources, change, because,
    before: side(before, explainedBefore), after: side(after, explainedAfter),
    appeared: without(now, then), vanished: without(then, now), stayed: now.filter(({ id }) => !gone.has(id)).map(line),
  };
}
