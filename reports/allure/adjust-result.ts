import { createHash } from 'node:crypto';
import { printable } from '../printable.ts';
import type { ReportVerdict } from '../report.ts';

/** What of a result of Allure matters here; the rest is kept as it is. */
export interface AllureResult {
  readonly name: string;
  readonly status?: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly statusDetails?: { readonly message?: string; readonly trace?: string };
  readonly fullName?: string;
  readonly testCaseId?: string;
  readonly historyId?: string;
  readonly titlePath?: readonly string[];
}

/** The first words of the message of a waived test, by which its rule finds it. */
export function waivedMessage({ contract, invariant }: Pick<ReportVerdict, 'contract' | 'invariant'>): string {
  return `waived: ${printable(contract)} ${printable(invariant)}`;
}

/** Labels that say where something ran rather than what it was: names of machines and folders have no place in a report that is published. */
const PRIVATE_LABELS: ReadonlySet<string> = new Set(['host', 'thread', 'package', '_fallbackTestCaseId']);

/** The name under which Allure remembers a verdict from run to run, wherever the run was started: one per target, contract and invariant. */
function identity(target: string, { contract, invariant }: ReportVerdict): Pick<AllureResult, 'fullName' | 'testCaseId' | 'historyId' | 'titlePath'> {
  const id = createHash('md5').update(JSON.stringify([target, contract, invariant])).digest('hex');
  return { fullName: `${printable(contract)}: ${printable(invariant)}`, testCaseId: id, historyId: id, titlePath: [printable(contract)] };
}

/**
 * A result with the verdict said in Allure's words. vitest knows two outcomes for four: a waived test passes there and is a known failure here, an unknown one fails there and
 * is broken here (it says nothing about the target), one that does not apply is skipped.
 */
export function adjustResult<R extends AllureResult>(given: R, row: ReportVerdict, target: string): R {
  const result = { ...given, ...identity(target, row), labels: given.labels.filter(({ name }) => !PRIVATE_LABELS.has(name)) };
  // The stack of a verdict only repeats its message.
  const message = given.statusDetails?.message ?? '';
  switch (row.verdict) {
    case 'pass':
      return result;
    case 'fail':
      return { ...result, status: 'failed', statusDetails: { message } };
    case 'unknown':
      return { ...result, status: 'broken', statusDetails: { message } };
    case 'waived':
      return { ...result, status: 'failed', statusDetails: { message: `${waivedMessage(row)}\n${printable(row.waiver ?? row.reason)}` } };
    case 'not-applicable':
      return { ...result, status: 'skipped', statusDetails: { message: printable(row.reason) } };
  }
}
