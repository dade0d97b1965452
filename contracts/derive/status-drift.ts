/** Which statuses the newer document lists, and which not. */
import { asObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { sourceLines } from './drift-finding.ts';
import type { Drift } from './drift-finding.ts';
import { joinLines } from './fact-holder.ts';

/** An operation in the contract, in the derived part of the contract (null: there is none), and in the newer document. */
export interface StatusReadings {
  readonly own: PlainObject;
  readonly old: PlainObject | null;
  readonly fresh: PlainObject;
  /** Statuses of the contract's refusals. */
  readonly refusals: ReadonlySet<string>;
}

function statusesOf(operation: PlainObject): readonly string[] {
  return Object.keys(asObject(operation['responses'])).filter((name) => /^\d{3}$/.test(name));
}

function isSuccess(status: string): boolean {
  return status.startsWith('2');
}

function plural(statuses: readonly string[]): string {
  return statuses.length === 1 ? `status ${statuses[0]!} is` : `statuses ${statuses.join(', ')} are`;
}

function refusalDrift(where: string, { old, own, fresh, refusals }: StatusReadings): readonly Drift[] {
  const failures = (operation: PlainObject): readonly string[] => statusesOf(operation).filter((status) => !isSuccess(status));
  const [before, now] = [failures(old ?? own), failures(fresh)];
  const [added, gone] = [now.filter((status) => !before.includes(status)), before.filter((status) => !now.includes(status))];
  const unheard = added.filter((status) => !refusals.has(status));
  const lines = added.flatMap((status) => sourceLines(asObject(fresh['responses']), status) ?? []);
  const news = (message: string, at: string | null): Drift => ({ level: 'news', kind: 'status', where, message, lines: at, sha256: null });
  return [
    ...(added.length === 0 ? [] : [news(`${plural(added)} listed in the document${unheard.length === 0 ? '' : `; no refusal in the contract has ${unheard.join(', ')}`}`, joinLines(lines))]),
    ...(gone.length === 0 ? [] : [news(`${plural(gone)} no longer listed in the document`, null)]),
  ];
}

/** Successes that differ are alarms; refusals that are listed now, or no longer, are news. */
export function statusDrift(where: string, readings: StatusReadings): readonly Drift[] {
  const [own, now] = [statusesOf(readings.own).filter(isSuccess), statusesOf(readings.fresh)];
  if (now.length === 0) return [];
  const alarm = (message: string, lines: string | null): Drift => ({ level: 'alarm', kind: 'status', where, message, lines, sha256: null });
  return [
    ...own.filter((status) => !now.includes(status)).map((status) => alarm(`status ${status} is a success in the contract, and not listed in the document`, null)),
    ...now.filter((status) => isSuccess(status) && !own.includes(status)).map((status) => alarm(`status ${status} is listed as a success in the document`, sourceLines(asObject(readings.fresh['responses']), status))),
    ...refusalDrift(where, readings),
  ];
}
