import type { VerdictKind } from '../../specs/judgement.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import type { Change, ComparedRun, ComparedSide, ComparedVerdict, Comparison } from './comparison.ts';

/** A sign and a word per change, so that nothing is told by colour alone, the verdict whose colour it has, and what it means. */
export const CHANGE_WORDS: Readonly<Record<Change, { readonly sign: string; readonly word: string; readonly tone: VerdictKind; readonly meaning: string }>> = {
  regressed: { sign: '✗', word: 'regressed', tone: 'fail', meaning: 'held before, broken now' },
  fixed: { sign: '✓', word: 'fixed', tone: 'pass', meaning: 'broken before, holds now' },
  new: { sign: '+', word: 'new', tone: 'unknown', meaning: 'judged in the second run only' },
  gone: { sign: '−', word: 'gone', tone: 'unknown', meaning: 'judged in the first run only' },
  'still-failing': { sign: '=', word: 'still failing', tone: 'fail', meaning: 'broken before and now' },
  waived: { sign: '~', word: 'waived', tone: 'waived', meaning: 'held before, broken now under a waiver' },
  undecided: { sign: '?', word: 'undecided', tone: 'unknown', meaning: 'one of the runs could not decide' },
  unchanged: { sign: '·', word: 'unchanged', tone: 'not-applicable', meaning: 'holds in both, or applies to neither' },
};

/** Whether a row only repeats, of the run in which it is broken, what another row says better. */
export function isConsequence({ change, before, after }: Pick<ComparedVerdict, 'change' | 'before' | 'after'>): boolean {
  return (change === 'fixed' || change === 'gone' ? before : after)?.isConsequence === true;
}

/** What a run said of a row: `passed`, or `not judged` where it has none. */
export function sideWord(side: ComparedSide | null): string {
  return side === null ? 'not judged' : VERDICT_WORDS[side.verdict].word;
}

function number(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}

function opening({ outcome, counts }: Comparison): string {
  switch (outcome) {
    case 'regressed':
      return `${counts.regressed} of ${Object.values(counts).reduce((sum, each) => sum + each, 0)} verdicts regressed`;
    case 'changed':
      return 'Nothing regressed, but something changed';
    case 'same':
      return 'Nothing changed';
  }
}

/** The comparison in one sentence. Still failing and undecided are always told. */
export function comparisonSentence(comparison: Comparison): string {
  const { counts, dialect } = comparison;
  const parts = [`${counts.fixed} fixed`, `${counts.new} new`, `${counts.gone} gone`, `${counts['still-failing']} still failing`, `${counts.waived} waived`, `${counts.undecided} undecided`];
  return `${opening(comparison)}: ${parts.join(', ')}; ${number(dialect.changed.length, 'change', 'changes')} in the dialect.`;
}

/** A run in a line: target, release, when, seed. */
export function runLine({ target, startedAt, seed, requests }: ComparedRun): string {
  return `${target.name}${target.release === null ? '' : ` ${target.release}`}, ${startedAt.slice(0, 16).replace('T', ' ')}Z, seed ${seed}, ${requests} requests`;
}
