/** The dialect card: what the target does where nothing obliges it, contracts side by side. */
import type { Report } from '../report.ts';
import type { Observation } from '../../specs/verdict.ts';
import { h, type Element } from './element.ts';

/** The kinds of observations by the first part of their id, and how people call them. */
const TITLES: Readonly<Record<string, string>> = {
  quota: 'Limits it announces', answer: 'What its answers hold', order: 'In which order it tells pairs', header: 'Headers of its answers', accepts: 'What it takes although it need not', status: 'The status it refuses with', fault: 'How it tells errors',
};

function kindOf({ id }: Observation): string {
  return id.split('/')[0] ?? id;
}

/** The contracts agree where all that have an outcome have the same. */
function differs(rows: readonly Observation[]): boolean {
  return new Set(rows.map(({ outcome }) => outcome)).size > 1;
}

/** Which contracts an outcome is of that is the same on all that have one, in the fewer words; empty: all. */
function whereWords(seen: readonly string[], contracts: readonly string[]): string {
  const missing = contracts.filter((contract) => !seen.includes(contract));
  if (missing.length === 0) return '';
  return missing.length < seen.length ? `not observed on ${missing.join(', ')}` : `only on ${seen.join(', ')}`;
}

/** One cell for all contracts where they agree: a row of equal words tells no more. */
function agreed(rows: readonly Observation[], contracts: readonly string[]): Element {
  const where = whereWords(rows.map(({ contract }) => contract), contracts);
  return h('td', { colSpan: contracts.length }, h('span', { class: 'value' }, rows[0]?.outcome ?? ''), where === '' ? null : h('span', { class: 'soft small' }, ` (${where})`));
}

function line(rows: readonly Observation[], contracts: readonly string[]): Element {
  const single = contracts.length > 1 && !differs(rows);
  return h('tr', { class: differs(rows) ? 'differs' : undefined, 'data-item': '', 'data-kind': 'dialect', 'data-contract': rows.map(({ contract }) => contract).join('\n') },
    h('th', { scope: 'row' }, h('span', { class: 'value' }, rows[0]?.claim ?? ''), differs(rows) ? h('span', { class: 'tag' }, 'differs') : null),
    single ? agreed(rows, contracts) : contracts.map((contract) => {
      const outcome = rows.find((row) => row.contract === contract)?.outcome;
      return outcome === undefined ? h('td', { class: 'absent' }, h('span', { 'aria-hidden': 'true' }, '·'), h('span', { class: 'only-read' }, 'not observed')) : h('td', null, h('span', { class: 'value' }, outcome));
    }));
}

function table(observations: readonly Observation[], contracts: readonly string[], label: string): Element {
  const claims = [...Map.groupBy(observations, ({ id }) => id).values()];
  const ordered = [...claims.filter(differs), ...claims.filter((rows) => !differs(rows))];
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': label }, h('table', { class: 'dialect' },
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'What was looked at'), contracts.map((contract) => h('th', { scope: 'col' }, contract)))),
    h('tbody', null, ordered.map((rows) => line(rows, contracts)))));
}

/** The observations of a report, by kind; what differs between contracts comes first. */
export function dialect({ observations }: Report): readonly Element[] {
  if (observations.length === 0) return [h('p', null, 'Nothing was observed.')];
  const contracts = [...new Set(observations.map(({ contract }) => contract))];
  const kinds = Map.groupBy(observations, kindOf);
  const order = [...Object.keys(TITLES).filter((kind) => kinds.has(kind)), ...[...kinds.keys()].filter((kind) => !Object.hasOwn(TITLES, kind))];
  return order.map((kind) => {
    const own = kinds.get(kind) ?? [];
    const title = Object.hasOwn(TITLES, kind) ? TITLES[kind] ?? kind : kind;
    const rows = [...Map.groupBy(own, ({ id }) => id).values()];
    const apart = rows.filter(differs).length;
    return h('details', { class: 'dialect-kind', open: rows.length <= 12 },
      h('summary', null, h('strong', null, title), h('span', { class: 'soft' }, ` ${rows.length} observed${apart === 0 ? '' : `, ${apart} ${apart === 1 ? 'differs' : 'differ'} between contracts`}`)),
      table(own, contracts, title));
  });
}
