/** The pacts of a report as a section of its page: the sums, what did not pass with its evidence, and the rest folded. */
import { copyable } from '../page/copyable.ts';
import { h, type Content, type Element } from '../page/element.ts';
import { exchangeList } from '../page/exchange-list.ts';
import { verdictLabel } from '../page/verdict-mark.ts';
import type { ReportInteraction, ReportPact, ReportPactFile } from './report-pact.ts';

const LIMITS = { maxOthers: 0, maxBody: 1000, maxProofBody: 300 } as const;
const MAX_CURL = 6000;

function statesText({ states }: ReportInteraction): string {
  return states.map(({ name, params }) => (Object.keys(params).length === 0 ? name : `${name} ${JSON.stringify(params)}`)).join('; ') || 'no state';
}

function data(pact: ReportPactFile, { verdict }: ReportInteraction): Readonly<Record<`data-${string}`, string>> {
  return { 'data-item': '', 'data-kind': 'pact', 'data-verdict': verdict, 'data-contract': pact.contract };
}

function mismatchRow({ at, expected, actual, message }: ReportInteraction['mismatches'][number]): Element {
  return h('tr', null, [at, expected, actual, message].map((text) => h('td', { class: 'small' }, h('span', { class: 'value' }, text))));
}

/** What did not pass, in full. */
function open(pact: ReportPactFile, interaction: ReportInteraction): Element {
  const { description, verdict, reason, mismatches, exchange, curl } = interaction;
  return h('details', { class: 'further', ...data(pact, interaction), open: verdict === 'fail' },
    h('summary', null, verdictLabel(verdict), ' ', h('strong', null, `${pact.provider}: `), h('bdi', null, description)),
    h('div', { class: 'further-body' },
      h('p', { class: 'small soft' }, 'Given ', h('span', { class: 'value' }, statesText(interaction))), reason === '' ? null : h('p', null, h('span', { class: 'value' }, reason)),
      mismatches.length === 0 ? null : h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Differences: ${description}` }, h('table', null,
        h('thead', null, h('tr', null, ['Where', 'Expected', 'Actual', 'Difference'].map((name) => h('th', { scope: 'col' }, name)))), h('tbody', null, mismatches.map(mismatchRow)))),
      exchange === null ? null : exchangeList([exchange], [exchange.id], LIMITS), curl === '' || curl.length > MAX_CURL ? null : copyable(curl, 'the curl line')));
}

function line(pact: ReportPactFile, interaction: ReportInteraction): Element {
  return h('li', data(pact, interaction), verdictLabel(interaction.verdict), ' ', h('bdi', null, interaction.description), interaction.reason === '' ? null : h('span', { class: 'soft small' }, ' ', h('span', { class: 'value' }, interaction.reason)));
}

function isOpen({ verdict }: ReportInteraction): boolean {
  return verdict === 'fail' || verdict === 'unknown';
}

function counts({ interactions }: ReportPactFile): readonly Element[] {
  return (['pass', 'fail', 'unknown', 'not-applicable'] as const).map((verdict) => h('td', { class: 'number' }, interactions.filter((interaction) => interaction.verdict === verdict).length));
}

function sums({ pacts }: ReportPact): Element {
  const head = ['Consumer', 'Provider', 'Contract', 'Passed', 'Failed', 'Unknown', 'Not applicable', 'From'];
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Pacts' }, h('table', null,
    h('thead', null, h('tr', null, head.map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, pacts.map((pact) => h('tr', null, h('td', null, h('bdi', null, pact.consumer)), h('th', { scope: 'row' }, h('bdi', null, pact.provider)), h('td', null, pact.contract), counts(pact), h('td', { class: 'small' }, h('span', { class: 'value' }, pact.from)))))));
}

function others(pact: ReportPactFile): Element | null {
  const rest = pact.interactions.filter((interaction) => !isOpen(interaction));
  return rest.length === 0 ? null : h('details', null, h('summary', null, h('bdi', null, pact.provider), `: ${rest.length} other interactions`), h('ul', null, rest.map((interaction) => line(pact, interaction))));
}

/** The content of the section. */
export function pactSection(pact: ReportPact): Content {
  return [
    sums(pact), pact.pacts.flatMap((each) => each.interactions.filter(isOpen).map((interaction) => open(each, interaction))), pact.pacts.map(others),
    h('p', { class: 'small soft' }, `${pact.library} · ${pact.requests} requests · ${(pact.durationMs / 1000).toFixed(1)} s · ${pact.restoration.restored} of ${pact.restoration.touched} resources restored`),
  ];
}
