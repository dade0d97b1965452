import type { ProgressEvent } from '../specs/engine-options.ts';
import { clipped, printable } from './printable.ts';

/** Where progress is shown; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a run is; `end` takes the bar away. */
export interface ProgressView {
  readonly show: (event: ProgressEvent) => void;
  readonly end: () => void;
}

/** How far a run is. */
interface Standing {
  readonly contracts: Map<string, { readonly requests: number; readonly budget: number }>;
  findings: number;
}

const BAR = 24;

function note(standing: Standing, event: ProgressEvent): void {
  if (event.kind === 'plan') standing.contracts.set(event.contract, { requests: event.requests, budget: event.budget });
  if (event.kind === 'finding') standing.findings += 1;
}

/** Part of the budget that is used; a run may well end before all of it is. */
function share({ contracts }: Standing): number {
  const all = [...contracts.values()];
  const budget = all.reduce((sum, each) => sum + each.budget, 0);
  return budget === 0 ? 0 : Math.min(1, all.reduce((sum, each) => sum + each.requests, 0) / budget);
}

function numbers({ contracts, findings }: Standing): string {
  const requests = [...contracts.values()].reduce((sum, each) => sum + each.requests, 0);
  return `${requests} requests, ${findings} findings`;
}

function doing(event: ProgressEvent): string {
  switch (event.kind) {
    case 'plan':
      return `${event.contract}: ${event.title}`;
    case 'finding':
      return `${event.contract}: ${event.invariant} is broken (${event.class})`;
    case 'shrinking':
      return `${event.contract}: shrinking finding ${event.finding}`;
    case 'restoring':
      return 'putting everything back';
  }
}

function bar(standing: Standing, event: ProgressEvent, columns: number): string {
  const done = Math.round(share(standing) * BAR);
  return clippedTo(`[${'#'.repeat(done)}${'.'.repeat(BAR - done)}] ${numbers(standing)}, ${printable(doing(event))}`, columns - 1);
}

function clippedTo(text: string, columns: number): string {
  return [...text].slice(0, columns).join('');
}

function barView(stream: ProgressStream): ProgressView {
  const standing: Standing = { contracts: new Map(), findings: 0 };
  return {
    show: (event) => {
      note(standing, event);
      stream.write(`\r\u001b[K${bar(standing, event, stream.columns ?? 80)}`);
    },
    end: () => void stream.write('\r\u001b[K'),
  };
}

/** A line when a contract begins, when something is found, and when all is put back: a log should not be filled by a bar. */
function lineView(stream: ProgressStream): ProgressView {
  const standing: Standing = { contracts: new Map(), findings: 0 };
  const said = new Set<string>();
  const say = (key: string, text: string): void => {
    if (said.has(key)) return;
    said.add(key);
    stream.write(`${printable(clipped(text, 200))}\n`);
  };
  return {
    show: (event) => {
      note(standing, event);
      if (event.kind === 'plan') say(`contract ${event.contract}`, `trying ${event.contract}`);
      else if (event.kind !== 'shrinking') say(doing(event), event.kind === 'restoring' ? `${numbers(standing)}, ${doing(event)}` : doing(event));
    },
    end: () => undefined,
  };
}

/** A bar on a terminal, plain lines elsewhere. */
export function progressView(stream: ProgressStream): ProgressView {
  return stream.isTTY === true ? barView(stream) : lineView(stream);
}
