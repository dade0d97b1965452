import { expect, test } from 'vitest';
import type { ProgressEvent } from '../specs/engine-options.ts';
import { progressView, type ProgressStream } from './progress.ts';

function stream(isTTY: boolean): ProgressStream & { readonly written: string[] } {
  const written: string[] = [];
  return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
}

function plan(contract: string, requests: number): ProgressEvent {
  return { kind: 'plan', contract, title: 'merge\u001b[2J many keys, one after the other, and then some more of them', requests, budget: 100 };
}

const FINDING: ProgressEvent = { kind: 'finding', contract: 'server', invariant: 'no-server-errors', class: 'body:none', requests: 9 };

test('a terminal gets one line that is written over and taken away', () => {
  const shown = stream(true);
  const view = progressView(shown);
  view.show(plan('server', 20));
  view.show(plan('image', 80));
  view.end();
  expect(shown.written[1]).toMatch(/^\r\u001b\[K\[############\.{12}\] 100 requests, 0 findings, image/);
  expect(shown.written[1]!.length).toBe(59 + '\r\u001b[K'.length);
  expect(shown.written[1]!.slice(4)).not.toContain('\u001b');
  expect(shown.written.at(-1)).toBe('\r\u001b[K');
});

test('a log gets a line per contract and per finding, and no control character', () => {
  const shown = stream(false);
  const view = progressView(shown);
  for (const event of [plan('server', 1), plan('image', 1), plan('server', 2), FINDING, FINDING, { kind: 'shrinking', contract: 'server', finding: 'x' }, { kind: 'restoring' }] as const) view.show(event);
  view.end();
  expect(shown.written).toEqual(['trying server\n', 'trying image\n', 'server: no-server-errors is broken (body:none)\n', '3 requests, 2 findings, putting everything back\n']);
});
