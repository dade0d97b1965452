import { describe, expect, test } from 'vitest';
import type { ProgressEvent } from '../specs/engine-options.ts';
import { progressView, type ProgressStream, type ProgressView } from './progress.ts';

interface Screen {
  readonly written: string[];
  readonly view: ProgressView;
  /** Shows events, each this long after the one before. */
  readonly after: (ms: number, ...events: readonly ProgressEvent[]) => string;
}

function screen(isTTY: boolean, columns = 80): Screen {
  const written: string[] = [];
  let nowMs = 0;
  const stream: ProgressStream = { isTTY, columns, write: (text: string) => written.push(text) };
  const view = progressView(stream, { now: () => nowMs });
  return {
    written, view,
    after: (ms, ...events) => {
      for (const event of events) {
        nowMs += ms;
        view.show(event);
      }
      return written.at(-1) ?? '';
    },
  };
}

function begin(budgetTimeS: number | null = null): ProgressEvent {
  return { kind: 'begin', budgets: new Map([['server', 100], ['image', 100]]), budgetTimeS };
}

function plan(contract: string, requests: number, sent: number): ProgressEvent {
  return { kind: 'plan', contract, title: 'merge\u001b[2J many keys, one after the other, and then some more of them', requests, sent };
}

const FINDING: ProgressEvent = { kind: 'finding', contract: 'server', invariant: 'no-server-errors', class: 'body:none', requests: 9 };

describe('on a terminal', () => {
  test('what is tried on each contract, how fast, what was found, and how long it may take', () => {
    const { after } = screen(true);
    const shown = after(1000, begin(), plan('server', 20, 30), plan('image', 30, 60)).replace(/^\r?(\u001b\[\d*[AJ])*/g, '').split('\n');
    // 50 of 200 are behind it after 3 s: at that pace the other 150 take 9 s.
    expect(shown[0]).toBe('[######..................] 60 requests, 20/s, 0 findings, at most 9 s left');
    expect(shown[1]).toMatch(/^ {2}server {4}20 of 100 {2}merge\\u\{1b\}\[2J many keys/);
    expect(shown[2]).toMatch(/^ {2}image {5}30 of 100 {2}merge/);
    expect(shown.map((line) => line.length)).toEqual([expect.any(Number), 79, 79]);
    expect(shown[1]).toMatch(/…$/);
  });

  test('a contract that ended early has its budget behind it, and is not shown', () => {
    const { after } = screen(true, 120);
    const shown = after(1000, begin(), plan('server', 20, 30), { kind: 'contract-over', contract: 'server' }, plan('image', 0, 31));
    expect(shown).toContain('[############............]');
    expect(shown).not.toContain('server');
  });

  test('the time that was given bounds what is left', () => {
    expect(screen(true, 120).after(1000, begin(5), plan('server', 1, 1))).toContain('at most 3 s left');
  });

  test('a finding stays above the lines, once', () => {
    const { after, written } = screen(true);
    after(100, begin(), plan('server', 20, 30), FINDING, FINDING);
    expect(written.filter((text) => text.includes('found  server: no-server-errors is broken (body:none)\n'))).toHaveLength(1);
  });

  test('lines are taken away by as many as there are, and nothing is left', () => {
    const { after, view, written } = screen(true);
    after(100, begin(), plan('server', 1, 1), plan('image', 1, 2));
    after(100, { kind: 'restoring' });
    expect(written.at(-1)).toMatch(/^\r\u001b\[2A\u001b\[J/);
    view.end();
    expect(written.at(-1)).toBe('\r\u001b[1A\u001b[J');
  });

  test('it is not written to more often than eyes can follow', () => {
    const { after, written } = screen(true);
    after(1, begin(), ...Array.from({ length: 100 }, (_, index) => plan('server', index, index)));
    expect(written.length).toBeLessThan(5);
  });
});

test('a log gets a line per contract and per finding, and no control character', () => {
  const { after, written } = screen(false);
  after(10, begin(), plan('server', 1, 1), plan('image', 1, 2), plan('server', 2, 3), FINDING, FINDING, { kind: 'shrinking', contract: 'server', finding: 'x' }, { kind: 'contract-over', contract: 'server' }, { kind: 'restoring' });
  expect(written).toEqual(['trying server\n', 'trying image\n', 'server: no-server-errors is broken (body:none)\n', '3 requests, 1 finding, putting everything back\n']);
});

test('a log that would be silent for long is told how far the run is', () => {
  const { after, written } = screen(false);
  after(10_000, begin(), plan('server', 10, 20), plan('server', 20, 40), plan('server', 30, 60));
  expect(written.slice(1)).toEqual([expect.stringMatching(/^60 requests, 1\.5\/s, 0 findings, at most 3:47 min left; server {4}30 of 100 {2}merge\\u\{1b\}/)]);
});
