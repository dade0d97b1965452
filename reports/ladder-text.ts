import type { LadderRow, LadderRung } from './ladder.ts';
import { printable } from './printable.ts';
import type { ReportRace } from './race.ts';

const NOT_THERE = '·';

function cells({ key, before, sent, after, fate, inferred = [] }: LadderRow): readonly string[] {
  const unread = (column: 'before' | 'after'): string => (inferred.includes(column) ? ' (not read)' : '');
  return [JSON.stringify(key), `${before ?? NOT_THERE}${unread('before')}`, sent ?? NOT_THERE, `${after ?? NOT_THERE}${unread('after')}`, fate.replace('-', ' ')].map(printable);
}

function rungLines({ slot, request, rows, omitted }: LadderRung): readonly string[] {
  const table = [['key', 'before', `request #${request}`, 'after', 'what became of it'], ...rows.map(cells)];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return [`${slot}:`, ...table.map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}`), ...(omitted === 0 ? [] : [`  and ${omitted} more keys`])];
}

/** The state ladder of a finding as lines: per resource a table of its keys. */
export function ladderLines(ladder: readonly LadderRung[]): readonly string[] {
  return ladder.flatMap(rungLines);
}

/** A race as lines: who called what, and what was made of it. */
export function raceLines({ anomaly, keys, before, calls }: ReportRace): readonly string[] {
  return [
    `${(anomaly ?? 'race').replaceAll('-', ' ')}: ${keys.map((key) => JSON.stringify(key)).join(', ')}`, `before: ${before}`,
    ...calls.map(({ exchange, branch, part, text, outcome }) => `${branch === null ? 'after' : `lane ${branch + 1}`}  #${exchange}  ${text}  (${outcome}, ${part})`),
  ].map(printable);
}
