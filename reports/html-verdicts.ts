import { html, type Markup } from './html-text.ts';
import { findingBlock } from './html-finding.ts';
import type { Report, ReportVerdict } from './report.ts';
import { citation, levelWord, VERDICT_WORDS } from './verdict-words.ts';

function anchor(row: ReportVerdict): string {
  return `${row.contract}-${row.invariant}`;
}

function cell(row: ReportVerdict | undefined): Markup {
  if (row === undefined) return html`<td class="soft"><span aria-hidden="true">∅</span> no such effect</td>`;
  const { sign, word } = VERDICT_WORDS[row.verdict];
  const tries = Object.values(row.exercised).reduce((sum, times) => sum + times, 0);
  return html`<td class="${row.verdict}"><a href="#${anchor(row)}"><span aria-hidden="true">${sign}</span> ${word}</a> <span class="soft">${tries}×</span></td>`;
}

/** Invariants down, contracts across; each cell leads to its evidence. */
export function matrix(report: Report): Markup {
  const contracts = [...new Set(report.verdicts.map((row) => row.contract))];
  const invariants = [...new Set(report.verdicts.map((row) => row.invariant))];
  const line = (invariant: string): Markup => html`<tr><th scope="row">${invariant}</th>${contracts.map((contract) => cell(report.verdicts.find((row) => row.contract === contract && row.invariant === invariant)))}</tr>`;
  return html`<div class="scroll"><table><thead><tr><th scope="col">Invariant</th>${contracts.map((contract) => html`<th scope="col">${contract}</th>`)}</tr></thead><tbody>${invariants.map(line)}</tbody></table></div>`;
}

function exercised(row: ReportVerdict): Markup {
  const cells = [...new Set([...row.needed, ...Object.keys(row.exercised)])];
  if (cells.length === 0) return html`nothing is needed`;
  return html`<details><summary>${cells.filter((each) => (row.exercised[each] ?? 0) > 0).length} of ${cells.length} cells</summary>${cells.map((each) => html`<code>${each}</code> ${row.exercised[each] ?? 0}× `)}</details>`;
}

/** One invariant on one contract, with everything that is known of it. */
export function verdictSection(row: ReportVerdict): Markup {
  const { sign, word } = VERDICT_WORDS[row.verdict];
  return html`<section id="${anchor(row)}"><h3><span class="${row.verdict}">${sign} ${word}</span> ${row.contract}: ${row.invariant}</h3>
<p>${row.claim}</p>
<dl><dt>Level</dt><dd>${levelWord(row.level)}</dd>
${row.reason === '' ? null : html`<dt>Why</dt><dd>${row.reason}</dd>`}${row.note === '' ? null : html`<dt>Worth</dt><dd>${row.note}</dd>`}${row.waiver === null ? null : html`<dt>Waiver</dt><dd>${row.waiver}</dd>`}
<dt>Sources</dt><dd>${row.sources.length === 0 ? 'none' : row.sources.map(citation).join('; ')}</dd>
<dt>Exercised</dt><dd>${exercised(row)}</dd></dl>${row.findings.map(findingBlock)}</section>`;
}
