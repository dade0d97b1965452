import type { ProgressEvent } from '../specs/engine-options.ts';
import { preflightLines } from './preflight-text.ts';
import { clipped, printable } from './printable.ts';
import { afterEvent, findingName, paceOf, startStanding, type Standing } from './progress-standing.ts';

/** Where progress is shown; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a run is; `end` takes the live view away. */
export interface ProgressView {
  readonly show: (event: ProgressEvent) => void;
  readonly end: () => void;
}

/** How the view is shown; tests give their own clock. */
export interface ProgressOptions {
  /** Milliseconds that never go back. Default `performance.now`. */
  readonly now?: () => number;
}

const BAR = 24;
/** A terminal need not be written to more often than eyes can follow. */
const MIN_INTERVAL_MS = 50;
/** Longest silence of a log: whoever watches one wants to know that the run is alive. */
const HEARTBEAT_MS = 15_000;
const RESTORING = 'putting everything back';

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Requests, how fast, what was found, how long it may still take. */
function numbers(standing: Standing, nowMs: number): string {
  const { perSecond, leftS } = paceOf(standing, nowMs);
  const pace = perSecond === null ? '' : `, ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`;
  const left = leftS === null || standing.isRestoring ? '' : `, at most ${duration(leftS)} left`;
  return `${counted(standing.sent, 'request')}${pace}, ${counted(standing.findings.length, 'finding')}${left}`;
}

function clippedTo(text: string, columns: number): string {
  const points = [...text];
  return points.length <= columns ? text : `${points.slice(0, Math.max(0, columns - 1)).join('')}…`;
}

/** Findings of one invariant that are told one by one; a target that breaks it throughout would fill the screen. */
const MOST_TOLD = 4;

/** What is told of a finding; null: its invariant was told often enough, and the report has the rest. */
function toldOf(event: Extract<ProgressEvent, { kind: 'finding' }>, before: Standing): string | null {
  const start = findingName({ ...event, class: '' }).replace('()', '');
  const known = before.findings.filter((each) => each.startsWith(start)).length;
  if (known < MOST_TOLD) return findingName(event);
  return known === MOST_TOLD ? `${start}and more; the report has all of them` : null;
}

/** What is being tried on each contract that is under way. */
function trying({ contracts, isRestoring }: Standing): readonly string[] {
  if (isRestoring) return [RESTORING];
  const running = [...contracts].filter(([, { isOver, title }]) => !isOver && title !== '');
  const width = Math.max(0, ...running.map(([contract]) => contract.length));
  return running.map(([contract, { requests, budget, title }]) => `${contract.padEnd(width)}  ${String(requests).padStart(4)} of ${budget}  ${title}`);
}

function liveLines(standing: Standing, nowMs: number, columns: number): readonly string[] {
  const done = Math.round(paceOf(standing, nowMs).share * BAR);
  const head = `[${'#'.repeat(done)}${'.'.repeat(BAR - done)}] ${numbers(standing, nowMs)}`;
  return [head, ...trying(standing).map((line) => `  ${line}`)].map((line) => clippedTo(printable(line), columns - 1));
}

/** Some lines that are written over; what was found stays above them. */
function liveView(stream: ProgressStream, now: () => number): ProgressView {
  let standing = startStanding(now());
  let height = 0;
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  const away = (): string => (height === 0 ? '' : `\r${height > 1 ? `\u001b[${height - 1}A` : ''}\u001b[J`);
  return {
    show: (event) => {
      const before = standing;
      standing = afterEvent(standing, event);
      const told = event.kind === 'finding' && standing !== before ? toldOf(event, before) : null;
      const found = told === null ? [] : [told];
      if (found.length === 0 && event.kind !== 'restoring' && now() - writtenAtMs < MIN_INTERVAL_MS) return;
      writtenAtMs = now();
      const columns = stream.columns ?? 80;
      const lines = liveLines(standing, now(), columns);
      stream.write(`${away()}${found.map((each) => `${clippedTo(printable(`found  ${each}`), columns - 1)}\n`).join('')}${lines.join('\n')}`);
      height = lines.length;
    },
    end: () => {
      stream.write(away());
      height = 0;
    },
  };
}

/** What a log is told of an event; null: nothing. */
function logLine(event: ProgressEvent, before: Standing, after: Standing, nowMs: number): string | null {
  switch (event.kind) {
    case 'plan':
      return before.contracts.get(event.contract)?.title ? null : `trying ${event.contract}`;
    case 'finding':
      return before === after ? null : toldOf(event, before);
    case 'restoring':
      return `${numbers(after, nowMs)}, ${RESTORING}`;
    case 'preflight':
    case 'begin':
    case 'shrinking':
    case 'contract-over':
      return null;
  }
}

/** A line when a contract begins, when something is found, now and then when nothing is, and when all is put back: a log should not be filled by a bar. */
function lineView(stream: ProgressStream, now: () => number): ProgressView {
  let standing = startStanding(now());
  let saidAtMs = now();
  return {
    show: (event) => {
      const before = standing;
      standing = afterEvent(standing, event);
      const line = logLine(event, before, standing, now()) ?? (now() - saidAtMs < HEARTBEAT_MS ? null : `${numbers(standing, now())}; ${trying(standing).join('; ')}`);
      if (line === null) return;
      saidAtMs = now();
      stream.write(`${printable(clipped(line, 200))}\n`);
    },
    end: () => undefined,
  };
}

/** A live view on a terminal, plain lines elsewhere; before it, what the pre-flight found. */
export function progressView(stream: ProgressStream, { now = () => performance.now() }: ProgressOptions = {}): ProgressView {
  const { show, end } = stream.isTTY === true ? liveView(stream, now) : lineView(stream, now);
  return { end, show: (event) => (event.kind === 'preflight' ? void stream.write(`${preflightLines(event.preflight).join('\n')}\n`) : show(event)) };
}
