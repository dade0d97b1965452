import type { Exchange } from '../targets/trace.ts';
import { html, type Markup } from './html-text.ts';
import { planLines } from './plan-text.ts';
import { clipped } from './printable.ts';
import type { ReportFinding } from './report.ts';

const MAX_BODY = 4000;

function bodyText(body: Exchange['request']['body']): string {
  if (body === null) return '';
  return clipped(body.base64 === undefined ? (body.text ?? '') : `base64: ${body.base64}`, MAX_BODY);
}

function headerLines(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function exchangeBlock(exchange: Exchange, proof: readonly number[]): Markup {
  const { request, response, trouble } = exchange;
  const answer = response === null ? `no answer: ${trouble?.message ?? 'none recorded'}` : String(response.status);
  const mark = proof[0] === exchange.id ? ' (the offending request)' : proof.includes(exchange.id) ? ' (proves it)' : '';
  return html`<details${proof.includes(exchange.id) ? html` open` : null}><summary>${exchange.id}. ${exchange.role}: <code>${request.method} ${request.path}</code> → ${answer}${mark}</summary>
<pre dir="auto">${request.method} ${request.path}
${headerLines(request.headers)}

${bodyText(request.body)}</pre>${response === null ? null : html`<pre dir="auto">${response.status}
${headerLines(response.headers)}

${bodyText(response.body)}</pre>`}</details>`;
}

/** One finding: what was expected and seen, the smallest plan, every exchange, and the two ways to see it again. */
export function findingBlock(finding: ReportFinding): Markup {
  const { reproduced } = finding;
  return html`<div class="finding" id="finding-${finding.id}">
<h4>${finding.effect}, ${finding.class} <span class="soft">(${finding.id})</span></h4>
<dl><dt>Expected</dt><dd>${finding.expected}</dd><dt>Actual</dt><dd>${finding.actual}</dd>
<dt>Reproduced</dt><dd>${reproduced === null ? 'not tried' : `${reproduced.times} of ${reproduced.of}`}</dd>
${finding.groupedUnder === null ? null : html`<dt>Same cause as</dt><dd><a href="#finding-${finding.groupedUnder}">${finding.groupedUnder}</a></dd>`}</dl>
<h4>Plan</h4><pre>${planLines(finding.plan).join('\n')}</pre>
<h4>Exchanges</h4>${finding.exchanges.map((exchange) => exchangeBlock(exchange, finding.proof))}
<h4>By hand</h4><pre>${finding.curl}</pre>
<h4>Replay</h4><pre>${finding.replay}</pre></div>`;
}
