/** Findings with one cause, grouped under the invariant that says it best. */
import type { IdentifiedFinding, Invariant, InvariantId } from './judgement.ts';

/** The finding that speaks for another in the same trace: the same request, said better. */
function spokesman(finding: IdentifiedFinding, together: readonly IdentifiedFinding[], rank: ReadonlyMap<InvariantId, number>): IdentifiedFinding | null {
  const own = rank.get(finding.invariant) ?? 0;
  const better = together.filter((other) => other.id !== finding.id && other.exchanges[0] === finding.exchanges[0] && (rank.get(other.invariant) ?? 0) > own);
  return better.toSorted((a, b) => (rank.get(b.invariant) ?? 0) - (rank.get(a.invariant) ?? 0))[0] ?? null;
}

/** How well each invariant speaks. */
export function ranks(invariants: readonly Invariant[]): ReadonlyMap<InvariantId, number> {
  return new Map(invariants.map((invariant) => [invariant.id, invariant.speaks ?? 50]));
}

/** For each finding of one trace the id of the finding that it is grouped under, or null. */
export function groupTrace(findings: readonly IdentifiedFinding[], rank: ReadonlyMap<InvariantId, number>): ReadonlyMap<string, string | null> {
  return new Map(findings.map((finding) => [finding.id, spokesman(finding, findings.filter((other) => other.level === finding.level), rank)?.id ?? null]));
}
