/** A race as swim lanes: each request from its call to its return, side by side as they ran, with the one that no order explains marked. */
import { scaleLinear } from 'd3-scale';
import type { Exchange } from '../../targets/trace.ts';
import type { ReportFinding } from '../report.ts';
import type { Part, RaceCall, ReportRace } from '../race.ts';
import { h, type Element } from './element.ts';

const WIDTH = 960;
const LEFT = 128;
const ROW = 38;
const BAR = 10;
const HEAD = 30;
const MAX_ROWS = 24;
const MAX_LABEL = 72;
const CHARACTER = 6.7;

interface Call extends RaceCall {
  readonly exchangeData: Exchange;
}

const PART_WORDS: Readonly<Record<Part, string>> = { culprit: 'the write it is about', witness: 'impossible: fits no order', involved: 'needed to show it', beside: 'ran beside' };

/** What is said of a request for its part in this anomaly. */
function partWord({ part }: RaceCall, anomaly: ReportRace['anomaly']): string {
  if (part !== 'culprit') return PART_WORDS[part];
  if (anomaly === 'lost-update') return 'lost write';
  if (anomaly === 'resurrected-key') return 'undone removal';
  if (anomaly === 'empty-window' || anomaly === 'partial-merge-read' || anomaly === 'torn-replace') return 'write seen half done';
  return anomaly === 'stale-read' ? 'write not seen' : PART_WORDS.culprit;
}

function laneName(branch: number | null): string {
  return branch === null ? 'afterwards' : `branch ${String.fromCodePoint(97 + (branch % 26))}`;
}

/** The calls to draw, lane by lane: all where there is room, else those that matter and as many others as fit. */
function drawn(race: ReportRace, exchanges: readonly Exchange[]): readonly Call[] {
  const calls = race.calls.flatMap((call): readonly Call[] => {
    const exchangeData = exchanges.find(({ id }) => id === call.exchange);
    return exchangeData === undefined ? [] : [{ ...call, exchangeData }];
  });
  const telling = calls.filter(({ part }) => part !== 'beside');
  const kept = new Set([...telling, ...calls.filter(({ part }) => part === 'beside')].slice(0, Math.max(MAX_ROWS, telling.length)));
  return calls.filter((call) => kept.has(call)).toSorted((a, b) => (a.branch ?? Infinity) - (b.branch ?? Infinity) || a.exchangeData.calledAtMs - b.exchangeData.calledAtMs);
}

function axis(ticks: readonly number[], x: (time: number) => number, height: number): Element {
  return h('g', { class: 'lane-axis' }, ticks.map((tick) => [
    h('line', { x1: x(tick), x2: x(tick), y1: HEAD - 6, y2: height }), h('text', { x: x(tick), y: HEAD - 12, 'text-anchor': 'middle' }, `${tick} ms`)]));
}

/** The bar of a call; its shape tells its part too. */
function bar(call: Call, y: number, start: number, end: number): readonly Element[] {
  const width = Math.max(4, end - start);
  const top = y + ROW - BAR - 5;
  const box = h('rect', { class: 'lane-bar', x: start, y: top, width, height: BAR, rx: 3 });
  switch (call.part) {
    case 'culprit': return [box, h('path', { class: 'lane-cut', d: `M${start + width / 2 - 5} ${top}l10 ${BAR}m0 -${BAR}l-10 ${BAR}` })];
    case 'witness': return [box, h('path', { class: 'lane-flag', d: `M${start - 12} ${top - 1}l9 ${BAR / 2 + 1}l-9 ${BAR / 2 + 1}z` })];
    case 'involved': case 'beside': return [box];
    default: return call.part satisfies never;
  }
}

function shortened(text: string): string {
  const points = [...text];
  return points.length <= MAX_LABEL ? text : `${points.slice(0, MAX_LABEL).join('')}…`;
}

/** A call with its words above the bar, which begin where it begins, or end at the edge where there is no room. */
function row(call: Call, index: number, x: (time: number) => number, anomaly: ReportRace['anomaly']): Element {
  const y = HEAD + index * ROW;
  const [start, end] = [x(call.exchangeData.calledAtMs), x(call.exchangeData.returnedAtMs)];
  const word = call.part === 'beside' || call.part === 'involved' ? '' : `${partWord(call, anomaly).toUpperCase()}: `;
  const label = `${word}${shortened(call.text)}`;
  const fits = start + label.length * CHARACTER < WIDTH;
  return h('g', { class: `lane-call part-${call.part}` },
    bar(call, y, start, end),
    fits ? h('text', { x: start, y: y + 16 }, label) : h('text', { x: WIDTH - 10, y: y + 16, 'text-anchor': 'end' }, label));
}

function band(calls: readonly Call[], index: number): Element {
  const call = calls[index];
  const begins = index === 0 || calls[index - 1]?.branch !== call?.branch;
  const y = HEAD + index * ROW;
  return h('g', null,
    h('rect', { class: (call?.branch ?? 1) % 2 === 0 ? 'lane-band even' : 'lane-band', x: 0, y, width: WIDTH, height: ROW }),
    begins ? h('line', { class: 'lane-edge', x1: 0, x2: WIDTH, y1: y, y2: y }) : null,
    h('text', { class: 'lane-name', x: 4, y: y + 16 }, begins ? laneName(call?.branch ?? null) : ''),
    h('text', { class: 'lane-number', x: LEFT - 12, y: y + 16, 'text-anchor': 'end' }, `#${call?.exchange ?? ''}`));
}

function picture(calls: readonly Call[], race: ReportRace): Element {
  const times = calls.flatMap(({ exchangeData }) => [exchangeData.calledAtMs, exchangeData.returnedAtMs]);
  const first = Math.min(...times);
  const scale = scaleLinear([0, Math.max(0.001, Math.max(...times) - first)], [LEFT + 14, WIDTH - 12]);
  const x = (time: number): number => Math.round(scale(time - first) * 10) / 10;
  const height = HEAD + calls.length * ROW + 4;
  const ticks = scale.ticks(6);
  return h('svg', { class: 'lanes', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: 'img', 'aria-label': `Swim lanes of ${calls.length} requests; the table below says the same in words` },
    calls.map((_, index) => band(calls, index)), axis(ticks, (tick) => x(tick + first), height), calls.map((call, index) => row(call, index, x, race.anomaly)));
}

function wordsLine(call: Call, first: number, anomaly: ReportRace['anomaly']): Element {
  const { calledAtMs, returnedAtMs } = call.exchangeData;
  return h('tr', { class: `part-${call.part}` },
    h('th', { scope: 'row' }, `#${call.exchange}`), h('td', null, laneName(call.branch)), h('td', { class: 'number' }, (calledAtMs - first).toFixed(2)), h('td', { class: 'number' }, (returnedAtMs - first).toFixed(2)),
    h('td', null, h('code', null, call.text)), h('td', null, call.outcome), h('td', null, call.part === 'beside' ? h('span', { class: 'soft' }, partWord(call, anomaly)) : h('strong', null, partWord(call, anomaly))));
}

/** The picture of a race, and the same as a table. */
export function swimLanes(race: ReportRace, { id: finding, exchanges }: Pick<ReportFinding, 'id' | 'exchanges'>): Element {
  const calls = drawn(race, exchanges);
  const first = Math.min(...calls.map(({ exchangeData }) => exchangeData.calledAtMs));
  const left = race.calls.length - calls.length;
  return h('div', { class: 'race' },
    h('p', null, 'Before the race the map held ', h('code', null, race.before), '.'),
    calls.length === 0 ? null : h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Swim lanes of finding ${finding}` }, picture(calls, race)),
    left > 0 ? h('p', { class: 'soft' }, `${left} more requests ran beside these.`) : null,
    h('details', { class: 'lane-words' }, h('summary', null, 'The race as a table'),
      h('div', { class: 'scroll' }, h('table', null,
        h('thead', null, h('tr', null, ['Request', 'Lane', 'Called, ms', 'Returned, ms', 'What it asked or saw', 'Outcome', 'Its part'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', null, calls.map((call) => wordsLine(call, first, race.anomaly)))))));
}
