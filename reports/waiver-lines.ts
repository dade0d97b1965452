/** What became of the waivers of a run, in words. */
import { isWaiverFailure } from '../specs/waivers-standing.ts';
import { waiverSubject } from '../specs/waivers.ts';
import type { Report, ReportWaiver } from './report.ts';

/** The waivers that fail the run: those that are stale or expired. */
export function failedWaivers({ waivers = [] }: Report): readonly ReportWaiver[] {
  return waivers.filter(({ state }) => isWaiverFailure(state));
}

/** A waiver in one sentence: its subject, and what became of it. */
export function waiverLine(waiver: ReportWaiver): string {
  return `${waiverSubject(waiver)}: ${waiver.message}`;
}
