import { documents } from '../../contracts/documents.ts';
import type { SourceRef } from '../../contracts/contract.ts';
import type { AllureFacts } from '../../specs/present-run.ts';
import { exchangeLines } from '../exchange-text.ts';
import { ladderLines, raceLines } from '../ladder-text.ts';
import { planLines } from '../plan-text.ts';
import { printable } from '../printable.ts';
import { replayLine } from '../replay-line.ts';
import type { ReportFinding, ReportVerdict } from '../report.ts';
import { plainMarkdown } from '../summary/markdown.ts';
import { citation, levelWord } from '../verdict-words.ts';

/** Findings that are attached with their evidence; the report of the run has them all. */
const MAX_FINDINGS = 3;

function effects({ needed, findings }: ReportVerdict): readonly string[] {
  return [...new Set([...findings.map(({ effect }) => effect), ...needed.map((cell) => cell.slice(0, cell.indexOf('/')))])].toSorted();
}

function labels(row: ReportVerdict): AllureFacts['labels'] {
  return [
    { name: 'epic', value: row.contract }, ...effects(row).map((value) => ({ name: 'feature', value })), { name: 'story', value: row.invariant }, { name: 'severity', value: row.level === 'must' ? 'critical' : 'minor' },
  ].map(({ name, value }) => ({ name, value: printable(value) }));
}

/** Addresses of the sources that have one; the others are named in the description. */
function links({ sources }: ReportVerdict): AllureFacts['links'] {
  const places = new Map(documents().map(({ id, location }) => [id, location ?? '']));
  const linked = (source: SourceRef): AllureFacts['links'] => {
    const url = places.get(source.document) ?? '';
    return /^https?:/.test(url) ? [{ url, name: printable(citation(source)), type: 'source' }] : [];
  };
  return sources.flatMap(linked);
}

function evidence(finding: ReportFinding): AllureFacts['attachments'] {
  const name = `${finding.effect}, ${finding.class}`;
  const ladder = finding.race === null ? ladderLines(finding.ladder) : raceLines(finding.race);
  return [
    { name: `plan: ${name}`, text: [...planLines(finding.plan, finding.missedStarts), '', replayLine(finding.id), printable(finding.curl)].join('\n') },
    { name: `exchanges: ${name}`, text: finding.exchanges.flatMap(exchangeLines).join('\n') },
    ...(ladder.length === 0 ? [] : [{ name: `${finding.race === null ? 'ladder' : 'race'}: ${name}`, text: ladder.join('\n') }]),
  ].map((each) => ({ name: printable(each.name), text: each.text }));
}

/** What Allure is told of a verdict: labels (epic contract, feature effect, story invariant, severity by level), sources, evidence. */
export function allureFacts(row: ReportVerdict): AllureFacts {
  const leading = row.findings.filter(({ groupedUnder }) => groupedUnder === null);
  const cited = row.sources.map((source) => `- ${plainMarkdown(citation(source))}`);
  return {
    description: [plainMarkdown(row.claim), '', `Level: ${levelWord(row.level)}`, '', ...(cited.length === 0 ? [] : ['Sources:', '', ...cited, '']), plainMarkdown(row.note)].join('\n').trimEnd(),
    labels: labels(row), links: links(row), attachments: (leading.length > 0 ? leading : row.findings).slice(0, MAX_FINDINGS).flatMap(evidence),
  };
}
