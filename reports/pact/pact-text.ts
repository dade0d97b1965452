/** A verification of pacts for the terminal: a line for each pact, and what did not pass. */
import type { PactCounts, PactVerification, VerifiedInteraction, VerifiedPact } from '../../specs/pact/pact-verification.ts';
import { countPacts } from '../../specs/pact/pact-verification.ts';
import { printable } from '../printable.ts';

/** Longer texts of a mismatch are cut: the report has them whole. */
const MOST = 300;

function short(text: string): string {
  const clean = printable(text);
  return clean.length > MOST ? `${clean.slice(0, MOST)}...` : clean;
}

function counted({ pass, fail, unknown, notApplicable }: PactCounts): string {
  return [[pass, 'pass'], [fail, 'fail'], [unknown, 'unknown'], [notApplicable, 'not applicable']].filter(([number]) => number !== 0).map(([number, word]) => `${number} ${word}`).join(', ') || 'no interactions';
}

function interactionLines({ verdict, description, reason, mismatches, exchange }: VerifiedInteraction): readonly string[] {
  const answered = exchange === null ? [] : [`      ${short(exchange.request.method)} ${short(exchange.request.path)} -> ${exchange.response?.status ?? exchange.trouble?.kind ?? 'no answer'}`];
  return [`  ${verdict.padEnd(8)}${printable(description)}${reason === '' ? '' : `: ${short(reason)}`}`, ...answered, ...mismatches.map(({ at, message }) => `      ${at === '' ? '' : `${short(at)}: `}${short(message)}`)];
}

/** The lines of one pact: what failed or is unknown, and how many were left out for which reason. */
export function pactLines(pact: VerifiedPact): readonly string[] {
  const { consumer, provider, contract, interactions } = pact;
  const open = interactions.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown');
  const left = Map.groupBy(interactions.filter(({ verdict }) => verdict === 'not-applicable'), ({ reason }) => reason);
  const name = provider === contract ? provider : `${provider} (${contract})`;
  return [`${printable(consumer)} -> ${printable(name)}: ${counted(countPacts([pact]))}`, ...open.flatMap(interactionLines), ...[...left].map(([reason, each]) => `  not applicable (${each.length}): ${short(reason)}`)];
}

/** The last lines: the sum, what could not be restored, and the files. */
export function closingLines({ summary, requests, durationMs, restoration }: PactVerification, files: readonly string[]): readonly string[] {
  const { touched, restored, problems } = restoration;
  return [
    '', `pacts: ${summary.verdict} (${counted(summary)}), ${requests} requests, ${(durationMs / 1000).toFixed(1)} s; ${restored} of ${touched} resources restored`,
    ...problems.map((problem) => `  ${printable(problem)}`), ...files, '',
  ];
}
