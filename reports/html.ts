import type { VerdictKind } from '../specs/judgement.ts';
import { html, type Markup } from './html-text.ts';
import { STYLE } from './html-style.ts';
import { matrix, verdictSection } from './html-verdicts.ts';
import type { Report } from './report.ts';
import { countOf, VERDICT_WORDS, verdictSentence } from './verdict-words.ts';

const ORDER: readonly VerdictKind[] = ['fail', 'unknown', 'pass', 'not-applicable', 'waived'];

function counts(report: Report): Markup {
  return html`<ul class="counts">${ORDER.map((kind) => html`<li class="${kind}">${VERDICT_WORDS[kind].sign} ${countOf(report, kind)} ${VERDICT_WORDS[kind].word}</li>`)}</ul>`;
}

function pair(name: string, value: string): Markup {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function facts(report: Report): Markup {
  const { target, run, restoration } = report;
  const versions = Object.entries(target.microversions).map(([service, { min, max }]) => `${service} ${min} to ${max}`);
  const labels = Object.entries(run.labels).map(([key, value]) => `${key}=${value}`);
  return html`<dl>${[
    pair('Target', `${target.name} (${target.kind}) at ${target.endpoint}`),
    pair('Release', target.release ?? 'not told'), pair('Cloud', target.cloud ?? 'not named'), pair('Microversions', versions.join('; ') || 'none'),
    pair('Profile', run.profile), pair('Seed', String(run.seed)), pair('Run', `${run.id}, ${run.startedAt}, ${(run.durationMs / 1000).toFixed(1)} s`),
    pair('Sent', `${run.requests} requests in ${run.plans} plans`),
    pair('Restored', `${restoration.restored} of ${restoration.touched} resources, ${restoration.leftovers} leftovers${restoration.problems.map((problem) => `; ${problem}`).join('')}`),
    pair('Contracts', report.contracts.map(({ id, sha256 }) => `${id} (${sha256.slice(0, 12)})`).join(', ')),
    pair('Labels', labels.join(', ') || 'none'), pair('Call', `metaconform ${run.argv.join(' ')}`), pair('Tool', `${report.tool.name} ${report.tool.version}`),
  ]}</dl>`;
}

function notTried(report: Report): Markup | null {
  if (report.notApplicable.length === 0) return null;
  return html`<h2>Not tried</h2><ul>${report.notApplicable.map(({ contract, reason }) => html`<li>${contract}: ${reason}</li>`)}</ul>`;
}

function observations(report: Report): Markup {
  if (report.observations.length === 0) return html`<p>None.</p>`;
  const line = ({ contract, claim, outcome }: Report['observations'][number]): Markup => html`<tr><td>${contract}</td><td>${claim}</td><td>${outcome}</td></tr>`;
  return html`<div class="scroll"><table><thead><tr><th scope="col">Contract</th><th scope="col">What was looked at</th><th scope="col">What the target does</th></tr></thead><tbody>${report.observations.map(line)}</tbody></table></div>`;
}

function trouble(report: Report): Markup {
  if (report.trouble.length === 0) return html`<p>None.</p>`;
  return html`<ul>${report.trouble.map(({ kind, message }) => html`<li>${kind}: ${message}</li>`)}</ul>`;
}

/** The report as one page that needs nothing else: no network, no script. Everything that came from the target is escaped. */
export function reportPage(report: Report): string {
  const rows = [...report.verdicts].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${report.target.name}: ${report.summary.verdict}</title><style>${{ markup: STYLE }}</style></head><body><main>
<h1>Metadata conformance of ${report.target.name}</h1>
<p class="sentence ${report.summary.verdict}">${verdictSentence(report)}</p>
${counts(report)}${facts(report)}
<h2>Matrix</h2>${matrix(report)}
${notTried(report)}<h2>Verdicts</h2>${rows.map(verdictSection)}
<h2>Dialect</h2>${observations(report)}
<h2>Trouble on the way</h2>${trouble(report)}
</main></body></html>
`;
  return page.markup;
}
