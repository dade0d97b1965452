/** Where on the page something stands. The same report, and the next report on the same target, have the same anchors, so that a link outlives a run. */
import type { Report } from '../report.ts';

type Verdict = Pick<Report['verdicts'][number], 'contract' | 'invariant'>;

/** Ids come from files of the user: whatever a link could not hold becomes `_`. */
function plain(id: string): string {
  return id.replaceAll(/[^\w.-]/g, '_');
}

/** The row of one invariant on one contract: `server.merge-keeps-other-keys`. */
export function verdictAnchor({ contract, invariant }: Verdict): string {
  return `${plain(contract)}.${plain(invariant)}`;
}

/** The article of an invariant, over all contracts. */
export function invariantAnchor(invariant: string): string {
  return `invariant-${plain(invariant)}`;
}

/** A finding, by its stable id. */
export function findingAnchor(id: string): string {
  return `finding-${plain(id)}`;
}
