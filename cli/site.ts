import { makeSite } from '../reports/site/make-site.ts';
import { readRuns } from '../reports/site/read-runs.ts';
import { writeSite } from '../reports/site/write-site.ts';

/** Makes one static site of the reports in some folders. */
export function site(given: readonly string[], { out, title }: { readonly out: string; readonly title: string }): void {
  const runs = readRuns(given);
  const whole = makeSite(runs.map(({ run }) => run), title);
  const { front, made } = writeSite(whole, runs, out);
  process.stdout.write(`${runs.length} reports, ${whole.targets.length} targets, ${made} pages and files made\n  ${front}\n`);
}
