/** The page of the matrix, made of reports and of nothing else. */
import type { Report, ReportFinding, ReportVerdict } from '../../reports/report.ts';
import { byWeight, relianceOn } from './reliance.ts';

/** A mock with the report of its run. */
export interface Ran {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly setup: string;
  /** Where its answers come from, in a word or two. */
  readonly answers: string;
  /** The file that says what it answers, from the folder of the example; null: nobody wrote one. */
  readonly written: string | null;
  readonly start: string;
  readonly report: Report;
}

const SIGN: Readonly<Record<ReportVerdict['verdict'], string>> = { pass: '✓', fail: '✗', unknown: '?', 'not-applicable': '–', waived: '(✗)' };

function rowsOf({ report }: Ran): readonly ReportVerdict[] {
  return report.verdicts.filter(({ contract }) => contract === 'server');
}

function verdictOf(ran: Ran, invariant: string): ReportVerdict | undefined {
  return rowsOf(ran).find((row) => row.invariant === invariant);
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map((_head, index) => (index === 0 ? '---' : ':-:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function matrix(all: readonly Ran[]): string {
  const invariants = byWeight([...new Set(all.flatMap((ran) => rowsOf(ran).map(({ invariant }) => invariant)))]);
  const counts = (['pass', 'fail', 'unknown', 'not-applicable'] as const).map((kind) => [`**${kind.replace('-', ' ')}**`, ...all.map((ran) => `**${rowsOf(ran).filter(({ verdict }) => verdict === kind).length}**`)]);
  return table(['Invariant', ...all.map(({ title, id }) => `[${title}](#${id})`)], [
    ['*answers come from*', ...all.map(({ answers }) => `*${answers}*`)],
    ...invariants.map((invariant) => [`\`${invariant}\``, ...all.map((ran) => SIGN[verdictOf(ran, invariant)?.verdict ?? 'not-applicable'])]), ...counts,
  ]);
}

function leading({ findings }: ReportVerdict): ReportFinding | undefined {
  return findings.find(({ groupedUnder }) => groupedUnder === null) ?? findings[0];
}

function short(text: string, most = 160): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

/** Each failed invariant with the finding that says it best. */
function breaks(ran: Ran): string {
  const failed = byWeight(rowsOf(ran).filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant));
  return ['| Breaks | by | expected | actual |', '|---|---|---|---|', ...failed.map((id) => {
    const finding = leading(verdictOf(ran, id) as ReportVerdict);
    return `| \`${id}\` | ${finding === undefined ? '' : `${finding.effect}, ${cell(finding.class)}`} | ${cell(short(finding?.expected ?? ''))} | ${cell(short(finding?.actual ?? ''))} |`;
  })].join('\n');
}

/** A reason for `unknown` in its parts: the cells that were not exercised, and what stood in the way. */
function partsOf(reason: string): { readonly missing: string; readonly because: string } {
  const at = reason.indexOf(' (');
  return at < 0 ? { missing: reason, because: '' } : { missing: reason.slice(0, at), because: reason.slice(at + 2, -1).replaceAll(') (', '; ') };
}

/** What was not decided, by what stood in the way; where nothing is known to have, with the cells. */
function open(ran: Ran): string {
  const unknown = byWeight(rowsOf(ran).filter(({ verdict }) => verdict === 'unknown').map(({ invariant }) => invariant));
  if (unknown.length === 0) return '';
  const reasons = Map.groupBy(unknown, (id) => {
    const { missing, because } = partsOf(verdictOf(ran, id)?.reason ?? '');
    return because === '' ? missing : because;
  });
  const lines = [...reasons].map(([reason, ids]) => `- ${ids.map((id) => `\`${id}\``).join(', ')}: ${cell(short(reason, 300))}.`);
  return `\nNot decided, which is no pass either:\n\n${lines.join('\n')}\n`;
}

function sentence(ran: Ran): string {
  const failed = rowsOf(ran).filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant);
  if (failed.length === 0) return `Of what was tried, everything held${rowsOf(ran).some(({ verdict }) => verdict === 'unknown') ? '; not everything could be tried' : ''}.`;
  const things = relianceOn(failed);
  return `Do not rely on ${things.length === 1 ? things[0] : `${things.slice(0, -1).join(', ')}, or ${things.at(-1)}`}.`;
}

/** The call of the run, on the port of the line above it. */
function runLine({ report }: Ran): string {
  const args = report.run.argv.slice(1).filter((each, index, all) => !['--token', '[redacted]'].includes(each) && !(all[index - 1] === '--profile' || each === '--profile' || all[index - 1] === '--max-in-flight' || each === '--max-in-flight'));
  const token = args.includes('--endpoint') ? 'METACONFORM_TOKEN=any ' : '';
  return `${token}npx metaconform run ${args.join(' ').replace(/127\.0\.0\.1:\d+/, '127.0.0.1:4010')}`;
}

function section(ran: Ran): string {
  const { report, title, version, setup, start, id, written } = ran;
  const { run } = report;
  const file = written === null ? '' : ` What it answers stands in [${written}](../examples/mocks/${written}): a ✗ may be laid to what is not written there.`;
  return `<a id="${id}"></a>
### ${title} ${version}

${setup}${file}

**${sentence(ran)}**

${rowsOf(ran).some(({ verdict }) => verdict === 'fail') ? `${breaks(ran)}\n` : ''}${open(ran)}
\`\`\`sh
${start === '' ? '' : `PORT=4010 ${start}
`}${runLine(ran)}
\`\`\`

${run.requestsByContract['server'] ?? run.requests} requests, ${Math.round(run.durationMs / 1000)} s, seed ${run.seed}, ${run.startedAt.slice(0, 10)}${run.stoppedBy === null ? '.' : `. ${run.stoppedBy === 'lost-target' ? `The mock was lost: ${cell(report.trouble[0]?.message ?? '')}` : `The ${run.stoppedBy.replace('-', ' ')} ended it.`}`}
`;
}

/** The whole page, Markdown. */
export function matrixPage(all: readonly Ran[], terms: readonly string[]): string {
  return `# What mocks keep of server metadata

<!-- Made by examples/mocks/run.ts from the reports of its runs. Do not edit. -->

Mocks that people put in the place of a compute service, each tried by metaconform on the metadata of two servers. A mock is not wrong because a line here says ✗: it was made for something else. The page says what a test against it
cannot show, because the mock does it otherwise than the API.

Every cell is a run. \`npm ci && cd examples/mocks && npm ci && npm start\` makes them all again, with a site of the reports in \`site/\`, where each cell leads to requests and answers. The terms are the same for all mocks:
\`${terms.join(' ')}\`.

✓ held · ✗ broken · ? not decided · – not applicable. A ✓ says that nothing was seen against the line: a mock that keeps nothing changes no other server either,
and one that refuses every upsert refuses the wrong ones too. Mind the first lines before the others.

${matrix(all)}

In the site the same lines are in order of the alphabet, and each target has a page of its own:

![The matrix of the site: mocks across, invariants down](screenshots/mocks.png)

The invariants are explained by \`npx metaconform list invariants\`. The order is ours: what is lost or kept first, then what is refused, then how answers look.

## One by one

${all.map(section).join('\n')}`;
}
