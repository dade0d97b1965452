import type { RunProgress } from '../specs/run-progress.ts';

/** Where progress is shown; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a run is; `end` takes the bar away. */
export interface ProgressView {
  readonly show: (progress: RunProgress) => void;
  readonly end: () => void;
}

const BAR = 24;
const WORDS: Readonly<Record<RunProgress['phase'], string>> = {
  preflight: 'looking at the target', exploring: 'trying', shrinking: 'shrinking a finding', restoring: 'putting everything back', judging: 'judging',
};

function share(progress: RunProgress): number {
  const { exercised, needed } = progress.cells;
  return needed === 0 ? 0 : Math.min(1, exercised / needed);
}

function numbers(progress: RunProgress): string {
  const { cells, requests, findings } = progress;
  return `${cells.exercised}/${cells.needed} cells, ${requests} requests, ${findings} findings`;
}

function bar(progress: RunProgress, columns: number): string {
  const done = Math.round(share(progress) * BAR);
  const about = progress.contract === null ? WORDS[progress.phase] : `${WORDS[progress.phase]} ${progress.contract}`;
  return `[${'#'.repeat(done)}${'.'.repeat(BAR - done)}] ${numbers(progress)}, ${about}`.slice(0, columns - 1);
}

function barView(stream: ProgressStream): ProgressView {
  return {
    show: (progress) => void stream.write(`\r\u001b[K${bar(progress, stream.columns ?? 80)}`),
    end: () => void stream.write('\r\u001b[K'),
  };
}

/** One line when something begins, and one for every quarter that is done: a log should not be filled by a bar. */
function lineView(stream: ProgressStream): ProgressView {
  let last = '';
  return {
    show: (progress) => {
      const quarter = Math.floor(share(progress) * 4) * 25;
      const phase = progress.phase === 'shrinking' ? 'exploring' : progress.phase;
      const key = phase === 'exploring' ? `${phase} ${quarter}` : phase;
      if (key === last) return;
      last = key;
      stream.write(phase === 'exploring' ? `${quarter} %: ${numbers(progress)}\n` : `${WORDS[phase]}\n`);
    },
    end: () => undefined,
  };
}

/** A bar on a terminal, plain lines elsewhere. */
export function progressView(stream: ProgressStream): ProgressView {
  return stream.isTTY === true ? barView(stream) : lineView(stream);
}
