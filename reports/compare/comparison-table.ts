import { styleText } from 'node:util';
import { clipped, printable } from '../printable.ts';
import { CHANGE_WORDS, comparisonSentence, isConsequence, runLine, sideWord } from './change-words.ts';
import type { Change, ComparedFinding, ComparedVerdict, Comparison } from './comparison.ts';

const COLORS = { pass: 'green', fail: 'red', unknown: 'yellow', 'not-applicable': 'gray', waived: 'magenta' } as const;
const MAX_TEXT = 160;
const MAX_FINDINGS = 3;
const MAX_ONE_SIDED = 8;

/** How the table is written. */
export interface TableStyle {
  readonly color: boolean;
}

function line(text: string): string {
  return printable(clipped(text, MAX_TEXT));
}

function painted(change: Change, text: string, style: TableStyle): string {
  return style.color ? styleText(COLORS[CHANGE_WORDS[change].tone], text, { validateStream: false }) : text;
}

function findingLines(sign: string, findings: readonly ComparedFinding[]): readonly string[] {
  const leading = findings.filter((each) => each.groupedUnder === null);
  const shown = (leading.length > 0 ? leading : findings).slice(0, MAX_FINDINGS);
  const rest = findings.length - shown.length;
  return [
    ...shown.flatMap((each) => [`      ${sign} ${line(`${each.effect}, ${each.class}`)}`, `          expected  ${line(each.expected)}`, `          actual    ${line(each.actual)}`]),
    ...(rest > 0 ? [`      ${sign} ${rest} more of the same`] : []),
  ];
}

function rowLines(row: ComparedVerdict, width: number, style: TableStyle): readonly string[] {
  const { sign, word } = CHANGE_WORDS[row.change];
  const head = `  ${painted(row.change, `${sign} ${word.padEnd(13)}`, style)} ${line(`${row.contract}: ${row.invariant}`).padEnd(width)}  ${sideWord(row.before)} → ${sideWord(row.after)}`;
  const isExplained = isConsequence(row);
  return [
    `${head}${isExplained ? ', for a cause named above' : ''}${row.because === '' ? '' : `; ${line(row.because)}`}`,
    ...(isExplained ? [] : [...findingLines('+', row.appeared), ...(row.change === 'fixed' || row.change === 'still-failing' ? findingLines('−', row.vanished) : [])]),
  ];
}

/** Undecided rows are many when a run was short: those that no run decided are counted only. */
function verdictLines({ verdicts }: Comparison, style: TableStyle): readonly string[] {
  const isNews = (row: ComparedVerdict): boolean => row.change !== 'unchanged' && !(row.before?.verdict === 'unknown' && row.after?.verdict === 'unknown');
  const shown = verdicts.filter(isNews);
  const width = Math.max(0, ...shown.map((row) => line(`${row.contract}: ${row.invariant}`).length));
  const silent = verdicts.filter((row) => row.change === 'undecided' && !isNews(row)).length;
  return [...shown.flatMap((row) => rowLines(row, width, style)), ...(silent > 0 ? [`  ? ${silent} that neither run could decide`] : []), ...(shown.length + silent > 0 ? [''] : [])];
}

function dialectLines({ dialect }: Comparison): readonly string[] {
  const { changed, onlyBefore, onlyAfter, same } = dialect;
  const sided = (which: string, rows: readonly { readonly contract: string; readonly id: string }[]): readonly string[] => {
    if (rows.length === 0) return [];
    const some = rows.slice(0, MAX_ONE_SIDED).map(({ contract, id }) => `${contract} ${id}`).join(', ');
    return [`  seen by the ${which} run only: ${line(`${rows.length} (${some}${rows.length > MAX_ONE_SIDED ? ', …' : ''})`)}`];
  };
  return [
    `dialect: ${changed.length} changed, ${same} as before`, ...changed.map((each) => `  ${line(each.contract)}: ${line(each.claim)}: ${line(each.before)} → ${line(each.after)}`),
    ...sided('first', onlyBefore), ...sided('second', onlyAfter), '',
  ];
}

/** A comparison as text for a terminal: the two runs, what limits the comparison, what changed, the sentence, the files. */
export function comparisonTable(comparison: Comparison, files: readonly string[], style: TableStyle): string {
  const { before, after, obstacles, notes, outcome } = comparison;
  const sentence = printable(comparisonSentence(comparison));
  const tone: Change = outcome === 'regressed' ? 'regressed' : outcome === 'same' ? 'fixed' : 'undecided';
  return [
    `before  ${line(runLine(before))}`, `after   ${line(runLine(after))}`, ...obstacles.map((each) => `  compared anyway: ${line(each)}`), ...notes.map((each) => `  note: ${line(each)}`), '',
    ...verdictLines(comparison, style), ...dialectLines(comparison), painted(tone, sentence, style), ...files.map((file) => `  ${file}`), '',
  ].join('\n');
}
