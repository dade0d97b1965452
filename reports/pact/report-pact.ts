/** Pacts in a report: what was verified, with a line to paste for each request that did not go as a pact says. */
import type { PactVerification, VerifiedInteraction, VerifiedPact } from '../../specs/pact/pact-verification.ts';
import { curlLine } from '../curl.ts';

/** One interaction in a report. */
export interface ReportInteraction extends VerifiedInteraction {
  /** The request as a line for a shell; empty where none is shown. */
  readonly curl: string;
}

/** One pact in a report. */
export interface ReportPactFile extends Omit<VerifiedPact, 'interactions'> {
  readonly interactions: readonly ReportInteraction[];
}

/** The pacts of a report. */
export interface ReportPact extends Omit<PactVerification, 'pacts'> {
  readonly pacts: readonly ReportPactFile[];
}

/**
 * Pacts as a report holds them.
 * @param endpoint of the target, for the lines to paste.
 */
export function reportPact(pact: PactVerification, endpoint: string): ReportPact {
  const pacts = pact.pacts.map((each): ReportPactFile => {
    const context = { endpoint, ownerIsAdmin: each.ownerIsAdmin };
    return { ...each, interactions: each.interactions.map((interaction) => ({ ...interaction, curl: interaction.exchange === null ? '' : curlLine(interaction.exchange, context) })) };
  });
  return { ...pact, pacts };
}
