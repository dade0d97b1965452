import { escapePattern } from '../../contracts/escape-pattern.ts';
import { printable } from '../printable.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { waivedMessage } from './adjust-result.ts';

/** The part of Allure 3's configuration that follows from a report: known issues, of which waivers are the source. */
export interface AllureConfig {
  readonly name: string;
  readonly resolutions: { readonly links: Readonly<Record<string, { readonly urlTemplate: string; readonly nameTemplate: string }>>; readonly rules: readonly AllureRule[] };
}

export type AllureRule =
  | { readonly resolution: 'issue'; readonly issue: { readonly id: string; readonly type: string }; readonly messageRegexp: string; readonly comment: string }
  | { readonly resolution: 'accepted'; readonly messageRegexp: string; readonly comment: string };

interface Ticket {
  readonly id: string;
  readonly before: string;
}

/** The ticket that a waiver names: the last part of the first address in it. Allure takes no other issues than those with an address. */
function ticketOf(waiver: string): Ticket | null {
  const [url = ''] = /https?:\/\/[^\s"'<>)\]]+/.exec(waiver) ?? [];
  const [, before = '', id = ''] = /^(https?:\/\/\S*[/#=])([\w.-]+)\/?$/.exec(url) ?? [];
  return id === '' || before.includes('%') ? null : { id, before };
}

function pattern(rows: readonly ReportVerdict[]): string {
  return `^(?:${rows.map((row) => escapePattern(waivedMessage(row))).join('|')})(?:\\n|$)`;
}

function comment(rows: readonly ReportVerdict[]): string {
  return printable(rows[0]?.waiver ?? rows[0]?.reason ?? '') || 'waived';
}

/** Waivers with the same ticket are one known issue; those without a ticket are accepted, each for itself. */
export function allureConfig(report: Report): AllureConfig {
  const waived = report.verdicts.filter(({ verdict }) => verdict === 'waived');
  const groups = [...Map.groupBy(waived, (row) => { const ticket = ticketOf(row.waiver ?? ''); return ticket === null ? `row ${row.contract} ${row.invariant}` : `${ticket.before} ${ticket.id}`; }).values()];
  const links: Record<string, { urlTemplate: string; nameTemplate: string }> = {};
  const rules = groups.map((rows): AllureRule => {
    const ticket = ticketOf(rows[0]?.waiver ?? '');
    const shared = { messageRegexp: pattern(rows), comment: comment(rows) };
    if (ticket === null) return { resolution: 'accepted', ...shared };
    const type = `waiver ${new URL(ticket.before).host}`;
    links[type] ??= { urlTemplate: `${ticket.before}%s`, nameTemplate: '%s' };
    return links[type].urlTemplate === `${ticket.before}%s` ? { resolution: 'issue', issue: { id: ticket.id, type }, ...shared } : { resolution: 'accepted', ...shared };
  });
  return { name: `Metadata conformance of ${printable(report.target.name)}`, resolutions: { links, rules } };
}
