import { scaleLinear } from 'd3-scale';
import { VERDICTS, type VerdictKind } from '../../specs/judgement.ts';
import { h, type Element } from '../page/element.ts';
import { countOf } from '../verdict-words.ts';
import type { SiteRun } from './site.ts';

const ORDER: readonly VerdictKind[] = ['fail', 'unknown', 'waived', 'pass', 'not-applicable'];

interface Size {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

function bar(run: SiteRun, x: number, width: number, y: (count: number) => number): readonly Element[] {
  let from = 0;
  return ORDER.flatMap((kind) => {
    const count = countOf(run.report, kind);
    if (count === 0) return [];
    const [top, bottom] = [y(from + count), y(from)];
    from += count;
    return [h('rect', { class: `bar ${kind}`, x: x.toFixed(1), y: top.toFixed(1), width: width.toFixed(1), height: (bottom - top).toFixed(1) })];
  });
}

function total(run: SiteRun): number {
  return VERDICTS.reduce((sum, kind) => sum + countOf(run.report, kind), 0);
}

/** The verdicts of some runs as stacked bars, what failed at the bottom. The picture repeats a table, which says the numbers. */
export function trendChart(runs: readonly SiteRun[], label: string, { width, height, gap }: Size): Element {
  const y = scaleLinear().domain([0, Math.max(1, ...runs.map(total))]).range([height, 0]);
  const slot = Math.min(36, width / Math.max(1, runs.length));
  return h('svg', { class: 'trend', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label }, runs.map((run, index) => bar(run, index * slot, Math.max(1, slot - gap), y)));
}

/** How many verdicts failed in each of the last runs, as a line of small bars: only as high as failures are many. */
export function failureSpark(runs: readonly SiteRun[], label: string): Element {
  const shown = runs.slice(-16);
  const most = Math.max(1, ...shown.map((run) => run.report.summary.fail + run.report.summary.unknown));
  const y = scaleLinear().domain([0, most]).range([0, 18]);
  return h('svg', { class: 'spark', viewBox: '0 0 96 20', width: 96, height: 20, role: 'img', 'aria-label': label }, shown.map((run, index) => {
    const { fail, unknown } = run.report.summary;
    const [high, higher] = [y(fail), y(fail + unknown)];
    if (fail + unknown === 0) return h('rect', { class: 'bar pass', x: index * 6, y: 18, width: 4, height: 2 });
    return [high > 0 ? h('rect', { class: 'bar fail', x: index * 6, y: Math.round(20 - high), width: 4, height: Math.round(high) }) : null, higher > high ? h('rect', { class: 'bar unknown', x: index * 6, y: Math.round(20 - higher), width: 4, height: Math.round(higher - high) }) : null];
  }));
}
