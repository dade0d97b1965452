import type { Level, VerdictKind } from '../specs/judgement.ts';
import type { SourceRef } from '../contracts/contract.ts';
import type { Report } from './report.ts';
import { printable } from './printable.ts';
import { failedWaivers } from './waiver-lines.ts';

/** A sign and a word per verdict, so that nothing is told by colour alone. */
export const VERDICT_WORDS: Readonly<Record<VerdictKind, { readonly sign: string; readonly word: string }>> = {
  pass: { sign: '✓', word: 'passed' },
  fail: { sign: '✗', word: 'failed' },
  unknown: { sign: '?', word: 'unknown' },
  'not-applicable': { sign: '–', word: 'not applicable' },
  waived: { sign: '~', word: 'waived' },
};

/** What a failed observation is called: no promise is broken by it. */
export function levelWord(level: Level): string {
  return level === 'must' ? 'must' : 'observation, obliges nobody';
}

/** A source as people cite it: document and lines, or document and section. */
export function citation(source: SourceRef): string {
  const place = source.lines === undefined ? source.section : `line ${source.lines}`;
  return place === undefined ? source.document : `${source.document}, ${place}`;
}

/** The number of each verdict, always all five. */
export function countOf(report: Report, kind: VerdictKind): number {
  return kind === 'not-applicable' ? report.summary.notApplicable : report.summary[kind];
}

/** What a target is called: the label `target`, where its run bears one, else its cloud or its name. */
export function targetName({ run, target }: Report): string {
  return run.labels['target'] ?? target.cloud ?? target.name;
}

function opening(report: Report): string {
  switch (report.summary.verdict) {
    case 'fail':
      if (report.summary.fail === 0) return `Nothing broken that is not waived was seen at ${targetName(report)}, but the waivers are out of date`;
      return `${targetName(report)} breaks what its API promises`;
    case 'unknown':
      return `Nothing broken${report.summary.waived === 0 ? '' : ' that is not waived'} was seen at ${targetName(report)}, but not everything could be decided`;
    case 'pass':
      if (report.target.kind === 'recorded') return `Nothing broken${report.summary.waived === 0 ? '' : ' that is not waived'} is in ${targetName(report)}`;
      return `${targetName(report)} keeps what its API promises${report.summary.waived === 0 ? '' : ', apart from what is waived'}`;
  }
}

/** Why a run ended before its time; begins with a space, empty when it did not. */
function stoppedSentence({ run, trouble }: Report): string {
  if (run.stoppedBy === null) return '';
  if (run.stoppedBy !== 'lost-target') return ` The run is not complete: it was stopped by ${run.stoppedBy.replace('-', ' ')}.`;
  return ` The run is not complete. ${printable(trouble[0]?.message ?? 'The target was lost.')}`;
}

/** The verdict on the whole run in one sentence, with what limits it. */
export function verdictSentence(report: Report): string {
  const { summary, run } = report;
  const counts = `${summary.pass} passed, ${summary.fail} failed, ${summary.unknown} unknown, ${summary.notApplicable} not applicable, ${summary.waived} waived`;
  const stopped = stoppedSentence(report);
  const broken = run.exitCode === 4 ? ' Not everything could be put back as it was.' : '';
  const pacts = report.pact === undefined ? '' : ` Of the interactions of ${report.pact.pacts.length === 1 ? 'one pact' : `${report.pact.pacts.length} pacts`} ${report.pact.summary.pass} passed, ${report.pact.summary.fail} failed, ${report.pact.summary.unknown} are unknown, ${report.pact.summary.notApplicable} do not apply.`;
  const outdated = failedWaivers(report).length;
  const waivers = outdated === 0 ? '' : ` ${outdated} ${outdated === 1 ? 'waiver has' : 'waivers have'} expired or no longer ${outdated === 1 ? 'applies' : 'apply'}.`;
  return `${opening(report)}: ${counts}.${waivers}${pacts}${stopped}${broken}`;
}
