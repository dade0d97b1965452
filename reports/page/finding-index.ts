/** The findings at a glance: one line for each cause, before the evidence of the first. */
import { findingAnchor } from './anchors.ts';
import { h, type Element } from './element.ts';
import type { FindingGroup } from './finding-groups.ts';

/** So many causes are seen without a list of them. */
const FEW = 3;

function line({ leading: { finding, row }, others }: FindingGroup): Element {
  return h('li', null, h('a', { href: `#${findingAnchor(finding.id)}` }, `${row.contract}: ${row.invariant}`),
    h('span', { class: 'soft small' }, ` ${finding.effect}, `, h('bdi', null, finding.class), others.length === 0 ? '' : `, and ${others.length} more with this cause`));
}

/** A list of links to the findings that lead their groups; null for few. */
export function findingIndex(groups: readonly FindingGroup[]): Element | null {
  return groups.length <= FEW ? null : h('nav', { class: 'finding-index', 'aria-label': `${groups.length} causes` }, h('ol', null, groups.map(line)));
}
