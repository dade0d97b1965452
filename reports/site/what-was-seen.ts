import { h, type Content } from '../page/element.ts';
import type { ReportVerdict } from '../report.ts';

/** What a verdict rests on: the finding that says it best, else the reason. */
export function whatWasSeen(row: ReportVerdict): Content {
  const leading = row.findings.find(({ groupedUnder }) => groupedUnder === null) ?? row.findings[0];
  if (leading === undefined) return h('span', { class: 'value soft' }, row.reason);
  return [h('span', { class: 'chip' }, leading.effect), ' ', h('span', { class: 'chip' }, h('bdi', null, leading.class)), h('div', { class: 'small' }, 'expected ', h('span', { class: 'value' }, leading.expected)), h('div', { class: 'small fail' }, 'actual ', h('span', { class: 'value' }, leading.actual)), row.waiver === null ? null : h('div', { class: 'small waived' }, 'waived')];
}
