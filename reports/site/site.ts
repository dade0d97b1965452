/** What a site is made of: runs, the targets they were made on, and where each stands in the site. Plain data, made once and shown by all pages. */
import type { Comparison } from '../compare/comparison.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { slug } from './slug.ts';

/** A run of the site: its report without the evidence, which stands in the copied files. */
export interface SiteRun {
  readonly report: Report;
  /** Folder of its files in the site, `reports/…`. */
  readonly folder: string;
  /** Names of the copied files with their SHA-256; `report.json` first. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What changed since the run before, where the two can be compared. */
export interface SiteStep {
  readonly comparison: Comparison;
  /** Page of the comparison in the site; null: nothing changed. */
  readonly page: string | null;
}

/** One target under one profile, with all its runs. */
export interface SiteTarget {
  /** What names it in paths: of its page and its badges. */
  readonly slug: string;
  readonly name: string;
  readonly profile: Report['run']['profile'];
  /** Oldest first. */
  readonly runs: readonly SiteRun[];
  /** One for each run but the first, in their order; null: the two cannot be compared. */
  readonly steps: readonly (SiteStep | null)[];
  readonly latest: SiteRun;
}

/** One invariant over all targets. */
export interface SiteInvariant {
  readonly id: string;
  readonly claim: string;
  /** The newest row that says it. */
  readonly sample: ReportVerdict;
}

export interface Site {
  readonly title: string;
  readonly targets: readonly SiteTarget[];
  readonly invariants: readonly SiteInvariant[];
}

/** Page of a target. */
export function targetPath({ slug }: SiteTarget): string {
  return `targets/${slug}.html`;
}

/** Page of an invariant. Ids come from files that others have sent, so that they are no paths yet. */
export function invariantPath(id: string): string {
  return `invariants/${slug(id)}.html`;
}

/** Badges of a target or of one of its contracts, without their ending. */
export function badgePath(target: SiteTarget, contract?: string): string {
  return contract === undefined ? `badges/${target.slug}` : `badges/${target.slug}.${slug(contract)}`;
}

/** A file of a run. */
export function filePath(run: SiteRun, name: string): string {
  return `${run.folder}/${name}`;
}
