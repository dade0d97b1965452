import { makeBadge } from 'badge-maker';
import { printable } from '../printable.ts';
import type { Report, ReportVerdict } from '../report.ts';

/** What badge services read from an endpoint (https://shields.io/badges/endpoint-badge). */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

const COLORS = { pass: '#1f7a3d', fail: '#b0121f', unknown: '#9a6700' } as const;

function worth(rows: readonly ReportVerdict[]): { readonly verdict: keyof typeof COLORS; readonly text: string } {
  const of = (kind: ReportVerdict['verdict']): number => rows.filter(({ verdict }) => verdict === kind).length;
  const judged = rows.length - of('not-applicable');
  const waived = of('waived') === 0 ? '' : `, ${of('waived')} waived`;
  if (of('fail') > 0) return { verdict: 'fail', text: `${of('fail')} of ${judged} fail${waived}` };
  if (of('unknown') > 0 || of('pass') === 0) return { verdict: 'unknown', text: `${of('unknown')} of ${judged} unknown${waived}` };
  return { verdict: 'pass', text: `${of('pass')} of ${judged} pass${waived}` };
}

/** The badge of a run, or of one of its contracts. It bears the day of the run and the version of the suite: a claim without them grows stale unseen. */
export function badgeOf({ run, tool, verdicts }: Pick<Report, 'run' | 'tool' | 'verdicts'>, contract?: string): Badge {
  const rows = verdicts.filter((row) => contract === undefined || row.contract === contract);
  const { verdict, text } = worth(rows);
  const label = contract === undefined ? 'metadata conformance' : `${printable(contract)} metadata`;
  return { schemaVersion: 1, label, message: `${text} · ${run.startedAt.slice(0, 10)} · ${tool.version}`, color: COLORS[verdict] };
}

/** A badge as a picture. */
export function badgeSvg({ label, message, color }: Badge): string {
  return makeBadge({ label, message, color, style: 'flat' });
}
