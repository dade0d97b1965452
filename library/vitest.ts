/**
 * `metaconform/vitest`: every invariant that applies to an API as a test of somebody's own vitest file.
 *
 * @example
 * import { conformance } from 'metaconform/vitest';
 * import { app } from './app.ts';
 * conformance({ app, resources: { server: ['id-1', 'id-2'] } });
 */
import { join } from 'node:path';
import { beforeAll, describe, test } from 'vitest';
import type { TestContext } from 'vitest';
import type { Report, ReportVerdict } from '../reports/report.ts';
import { findInvariants } from '../specs/invariants.ts';
import { ConfigError } from '../specs/config-error.ts';
import { applies } from '../specs/judge-trace.ts';
import type { Invariant } from '../specs/judgement.ts';
import { checkOptions } from './conformance-options.ts';
import type { CheckedOptions, ConformanceOptions } from './conformance-options.ts';
import { verdictMessage } from './verdict-message.ts';

export type { App, FastifyLike, FetchHandler, NodeHandler } from './app-handler.ts';
export type { ConformanceOptions } from './conformance-options.ts';

/** Nothing but the budgets bounds a run. */
const NO_TIMEOUT = 0;

/** An error whose text says it all: the frames of this package would only be noise. */
function verdictError(message: string): Error {
  const error = new Error(message);
  error.name = 'Verdict';
  error.stack = `Verdict: ${message}`;
  return error;
}

function present(row: ReportVerdict | undefined, options: CheckedOptions, context: TestContext): void {
  if (row === undefined) {
    context.skip('the contract could not be tried here');
    return;
  }
  const replayFrom = options.endpoint === undefined || options.report === undefined ? null : join(options.report, 'report.json');
  const message = verdictMessage(row, { seed: options.seed, replayFrom });
  switch (row.verdict) {
    case 'fail': case 'unknown': throw verdictError(message);
    case 'not-applicable': context.skip(message); return;
    case 'pass': case 'waived': return;
    default: row.verdict satisfies never;
  }
}

/** Says why, where a whole contract could not be tried. */
function notTried(report: Report, contract: string, context: TestContext): void {
  const left = report.notApplicable.find((each) => each.contract === contract);
  if (left !== undefined) context.skip(left.reason);
}

async function chosenInvariants({ only }: CheckedOptions): Promise<readonly Invariant[]> {
  const all = await findInvariants();
  const strange = only?.find((id) => !all.some((invariant) => invariant.id === id));
  if (strange !== undefined) throw new ConfigError('ID_UNKNOWN', `conformance(): only has no invariant ${JSON.stringify(strange)}. See metaconform list invariants.`);
  return only === undefined ? all : all.filter(({ id }) => only.includes(id));
}

async function declareTests(options: CheckedOptions): Promise<void> {
  const invariants = await chosenInvariants(options);
  let report: Promise<Report> | null = null;
  // Started by the first hook that runs, and loaded no sooner: collecting the tests asks nobody.
  beforeAll(async () => {
    report ??= import('./try-api.ts').then(({ tryApi }) => tryApi(options));
    await report;
  }, NO_TIMEOUT);
  for (const contract of options.chosen) {
    describe(contract.id, () => {
      for (const { id } of invariants.filter((invariant) => applies(invariant, contract))) {
        test(id, async (context) => {
          const made = await (report as Promise<Report>);
          notTried(made, contract.id, context);
          present(made.verdicts.find((row) => row.contract === contract.id && row.invariant === id), options, context);
        });
      }
    });
  }
}

/**
 * Declares one test per contract and invariant that applies, named after them, below a `describe` of its own. Before the first of them runs, the API is tried
 * once with generated requests; its resources are put back. A broken promise and one that could not be decided are failed tests, with the finding as their
 * message; what would need something that was not given is skipped, with the reason.
 * @throws {ConfigError} when an option is wrong, before anything is declared or sent.
 */
export function conformance(options: ConformanceOptions): void {
  const checked = checkOptions(options);
  describe(`conformance of ${checked.name ?? (checked.endpoint === undefined ? 'app' : 'endpoint')}`, () => declareTests(checked));
}
