import { comparisonPage } from '../compare/comparison-page.ts';
import { badgeOf, badgeSvg } from './badge.ts';
import { frontPage, matrixPage } from './front-page.ts';
import { invariantPage } from './invariant-page.ts';
import { isMatrixApart } from './matrix-table.ts';
import { badgePath, invariantPath, type Site, type SiteRun, type SiteTarget, targetPath } from './site.ts';
import { targetPage } from './target-page.ts';

/** A file of the site that is made, not copied: its path below the site's folder and its text. */
export type SiteFile = readonly [path: string, text: string];

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function badgeFiles(target: SiteTarget): readonly SiteFile[] {
  const { report } = target.latest;
  const contracts = [...new Set(report.verdicts.map(({ contract }) => contract))];
  return [undefined, ...contracts].flatMap((contract) => {
    const badge = badgeOf(report, contract);
    const path = badgePath(target, contract);
    return [[`${path}.json`, json(badge)], [`${path}.svg`, badgeSvg(badge)]] as const;
  });
}

function stepFiles({ steps }: SiteTarget): readonly SiteFile[] {
  return steps.flatMap((step) => (step === null || step.page === null ? [] : [[step.page, comparisonPage(step.comparison)] as const]));
}

/** The checksums of a run's copied files, as `sha256sum -c` reads them. */
function sums({ folder, files }: SiteRun): SiteFile {
  return [`${folder}/SHA256SUMS`, files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')];
}

/** `site.json`: what machines find the rest by. */
function index(site: Site): SiteFile {
  const targets = site.targets.map((target) => ({
    name: target.name, profile: target.profile, page: targetPath(target), badge: `${badgePath(target)}.json`, latest: target.latest.report.run.id,
    runs: target.runs.map(({ report, folder, files }) => ({ id: report.run.id, startedAt: report.run.startedAt, release: report.target.release, summary: report.summary, folder, files })),
  }));
  return ['site.json', json({ schemaVersion: 1, title: site.title, targets })];
}

/** Every made file of a site, one at a time: a pure function of the runs. */
export function* siteFiles(site: Site): Generator<SiteFile> {
  yield ['index.html', frontPage(site)];
  if (isMatrixApart(site)) yield ['matrix.html', matrixPage(site)];
  yield index(site);
  // Hosts that build pages with Jekyll otherwise leave out what begins with an underscore.
  yield ['.nojekyll', ''];
  for (const invariant of site.invariants) yield [invariantPath(invariant.id), invariantPage(site, invariant)];
  for (const target of site.targets) {
    yield [targetPath(target), targetPage(target)];
    yield* badgeFiles(target);
    yield* stepFiles(target);
    for (const run of target.runs) yield sums(run);
  }
}
