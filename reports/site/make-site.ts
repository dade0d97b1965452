import { obstaclesTo } from '../compare/comparable.ts';
import { compareReports } from '../compare/compare-reports.ts';
import type { ReportVerdict } from '../report.ts';
import type { Site, SiteInvariant, SiteRun, SiteStep, SiteTarget } from './site.ts';
import { targetName } from '../verdict-words.ts';
import { slug } from './slug.ts';

function nameOf({ report }: SiteRun): string {
  return targetName(report);
}

function keyOf(run: SiteRun): string {
  const { profile } = run.report.run;
  return profile === 'de-facto' ? nameOf(run) : `${nameOf(run)} ${profile}`;
}

function step(before: SiteRun, after: SiteRun): SiteStep | null {
  if (obstaclesTo(before.report, after.report).length > 0) return null;
  const comparison = compareReports(before.report, after.report);
  return { comparison, page: comparison.outcome === 'same' ? null : `${after.folder}/since-the-run-before.html` };
}

function siteTarget(key: string, runs: readonly SiteRun[]): SiteTarget {
  const latest = runs.at(-1);
  if (latest === undefined) throw new TypeError('a target without runs');
  return { slug: slug(key), name: nameOf(latest), profile: latest.report.run.profile, runs, latest, steps: runs.slice(1).map((run, index) => step(runs[index] ?? run, run)) };
}

const RANK: Readonly<Record<ReportVerdict['verdict'], number>> = { fail: 0, unknown: 1, waived: 2, pass: 3, 'not-applicable': 4 };

/** The verdict that stands for several: the worst, where what does not apply says least. */
export function worst(rows: readonly ReportVerdict[]): ReportVerdict | undefined {
  return rows.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict])[0];
}

function siteInvariants(targets: readonly SiteTarget[]): readonly SiteInvariant[] {
  const newest = targets.map(({ latest }) => latest).toSorted((a, b) => Date.parse(b.report.run.startedAt) - Date.parse(a.report.run.startedAt));
  const known = new Map<string, SiteInvariant>();
  for (const { report } of newest) for (const row of report.verdicts) if (!known.has(row.invariant)) known.set(row.invariant, { id: row.invariant, claim: row.claim, sample: row });
  return [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Runs as a site; those that fail come first. */
export function makeSite(runs: readonly SiteRun[], title: string): Site {
  const order = { fail: 0, unknown: 1, pass: 2 } as const;
  const targets = [...Map.groupBy(runs, keyOf)].map(([key, own]) => siteTarget(key, own))
    .toSorted((a, b) => order[a.latest.report.summary.verdict] - order[b.latest.report.summary.verdict] || (a.name < b.name ? -1 : 1));
  return { title, targets, invariants: siteInvariants(targets) };
}
