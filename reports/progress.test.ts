import { expect, test } from 'vitest';
import type { RunProgress } from '../specs/run-progress.ts';
import { progressView, type ProgressStream } from './progress.ts';

function stream(isTTY: boolean): ProgressStream & { readonly written: string[] } {
  const written: string[] = [];
  return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
}

function at(exercised: number, phase: RunProgress['phase'] = 'exploring'): RunProgress {
  return { phase, contract: 'server', plans: 1, requests: exercised * 2, cells: { exercised, needed: 8 }, findings: 0 };
}

test('a terminal gets one line that is written over and taken away', () => {
  const shown = stream(true);
  const view = progressView(shown);
  view.show(at(4));
  view.end();
  expect(shown.written[0]).toMatch(/^\r\u001b\[K\[############\.{12}\] 4\/8 cells/);
  expect(shown.written[0]!.length).toBeLessThan(60 + 4);
  expect(shown.written.at(-1)).toBe('\r\u001b[K');
});

test('a log gets a line per quarter and per phase, and no control character', () => {
  const shown = stream(false);
  const view = progressView(shown);
  for (const progress of [at(0, 'preflight'), at(0), at(1), at(2), at(2, 'shrinking'), at(3), at(8), at(8, 'restoring')]) view.show(progress);
  view.end();
  expect(shown.written).toEqual([
    'looking at the target\n', '0 %: 0/8 cells, 0 requests, 0 findings\n', '25 %: 2/8 cells, 4 requests, 0 findings\n', '100 %: 8/8 cells, 16 requests, 0 findings\n', 'putting everything back\n',
  ]);
});
