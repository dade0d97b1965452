/** Known deviations of a target, and which findings they speak of. Pure data and functions; read-waivers.ts reads them from a file. */
import type { ContractId, Effect } from '../contracts/contract.ts';
import type { IdentifiedFinding, InvariantId } from './judgement.ts';

/** A known deviation, as the file of `--waivers` has it; the schema is waivers.schema.json. */
export interface Waiver {
  readonly invariant: InvariantId;
  readonly contract: ContractId;
  /** Class of the finding; `*`: every class. */
  readonly class: string;
  /** Absent: every effect. */
  readonly effect?: Effect;
  readonly reason: string;
  /** An http or https address. */
  readonly link?: string;
  /** Last day on which it holds, in UTC: YYYY-MM-DD. */
  readonly expiry: string;
  /** Not seeing the deviation is no failure. Default false. */
  readonly intermittent?: boolean;
}

/** What an earlier run found, by which a later one tells what is new. */
export interface Baseline {
  /** Id of the earlier run. */
  readonly run: string;
  /** Ids of its findings, in the order of its report. */
  readonly findings: readonly string[];
}

/** Everything that the caller of a run accepts beforehand. It stands in the recording, so that judging again needs no other file. */
export interface Accepted {
  readonly waivers: readonly Waiver[];
  readonly baseline: Baseline | null;
}

/** Nothing: every finding of level must fails. */
export const NOTHING_ACCEPTED: Accepted = { waivers: [], baseline: null };

/** Whether a waiver has expired at a time: the whole of its last day, in UTC, still counts. */
export function isExpired({ expiry }: Waiver, at: string): boolean {
  return expiry < new Date(at).toISOString().slice(0, 10);
}

/** Whether a waiver speaks of a finding, expired or not. */
export function speaksOf(waiver: Waiver, finding: Pick<IdentifiedFinding, 'invariant' | 'contract' | 'class' | 'effect'>): boolean {
  return waiver.invariant === finding.invariant && waiver.contract === finding.contract && (waiver.class === '*' || waiver.class === finding.class) && (waiver.effect ?? finding.effect) === finding.effect;
}

/** A waiver in one line, with its link where it has one: `known to the vendor (https://...), until 2027-01-31`. */
export function waiverText({ reason, link, expiry }: Waiver): string {
  return `${reason}${link === undefined ? '' : ` (${link})`}, until ${expiry}`;
}

/** What a waiver is about in one line: `server merge-keeps-other-keys, merge, key:dots`. */
export function waiverSubject({ contract, invariant, effect, class: cls }: Pick<Waiver, 'contract' | 'invariant' | 'effect' | 'class'>): string {
  return [`${contract} ${invariant}`, ...(effect === undefined ? [] : [effect]), cls === '*' ? 'every class' : cls].join(', ');
}
