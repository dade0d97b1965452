import { clipped } from '../printable.ts';
import { codeMarkdown, plainMarkdown, tableMarkdown } from '../summary/markdown.ts';
import { CHANGE_WORDS, comparisonSentence, runLine, sideWord } from './change-words.ts';
import type { ComparedVerdict, Comparison } from './comparison.ts';

const MAX_ROWS = 50;
const MAX_TEXT = 160;

function isNews({ change, before, after }: ComparedVerdict): boolean {
  return change !== 'unchanged' && !(before?.verdict === 'unknown' && after?.verdict === 'unknown');
}

function verdictRow(row: ComparedVerdict): readonly string[] {
  const { sign, word } = CHANGE_WORDS[row.change];
  const [first] = row.appeared.filter(({ groupedUnder }) => groupedUnder === null);
  return [`${sign} ${word}`, `${codeMarkdown(row.contract)} ${plainMarkdown(row.invariant)}`, `${sideWord(row.before)} → ${sideWord(row.after)}`, first === undefined ? plainMarkdown(row.because) : `expected: ${plainMarkdown(clipped(first.expected, MAX_TEXT))}; actual: ${plainMarkdown(clipped(first.actual, MAX_TEXT))}`];
}

function limited(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.length <= MAX_ROWS ? rows : [...rows.slice(0, MAX_ROWS), [`… ${rows.length - MAX_ROWS} more in compare.html`]];
}

/** A comparison as Markdown, for the page of a CI job. */
export function comparisonSummary(comparison: Comparison): string {
  const { before, after, obstacles, notes, verdicts, dialect } = comparison;
  const news = verdicts.filter(isNews);
  return [
    `## ${plainMarkdown(comparisonSentence(comparison))}`, '', `- before: ${plainMarkdown(runLine(before))}`, `- now: ${plainMarkdown(runLine(after))}`,
    ...[...obstacles.map((each) => `compared anyway: ${each}`), ...notes].map((each) => `- ${plainMarkdown(each)}`), '',
    ...(news.length === 0 ? [] : [...tableMarkdown(['change', 'contract and invariant', 'verdict', 'finding'], limited(news.map(verdictRow))), '']),
    ...(dialect.changed.length === 0 ? [] : ['### Dialect', '', ...tableMarkdown(['contract', 'what was looked at', 'before', 'now'], limited(dialect.changed.map((each) => [codeMarkdown(each.contract), ...[each.claim, each.before, each.after].map((text) => plainMarkdown(clipped(text, MAX_TEXT)))]))), '']),
  ].join('\n');
}
