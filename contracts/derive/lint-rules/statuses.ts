/** Rules on the statuses that a description lists. */
import type { ApiOperation, ListedStatus } from '../api-operation.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import type { ReadDocument } from '../model.ts';

function repeats(statuses: readonly ListedStatus[]): readonly Found[] {
  const seen = new Map<number, ListedStatus>();
  return statuses.flatMap((each) => {
    const { status, line } = each;
    const first = seen.get(status);
    if (first === undefined) seen.set(status, each);
    return first === undefined ? [] : [{ line, message: `status ${status} is listed on line ${first.line} already` }];
  });
}

/** A status listed twice. */
export const statusRepeated: LintRule = {
  id: 'status-repeated', level: 'error', about: 'A status is listed twice.', look: (_document, operations) => operations.flatMap(({ statuses }) => repeats(statuses)),
};

/** A table of statuses that ends and begins again. */
export const statusTableBroken: LintRule = {
  id: 'status-table-broken', level: 'warning', about: 'The table of statuses is broken into several.',
  look: (_document, operations) => operations.flatMap(({ statusTableBreaks }) => statusTableBreaks.map((line) => ({ line, message: 'the table of statuses ends here and begins again without a header' }))),
};

function none(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.filter(({ statuses }) => statuses.length === 0).map(({ forms }) => ({ line: forms[0]!.line, message: 'no status is listed, neither of success nor of failure' }));
}

/** No statuses at all. */
export const statusesMissing: LintRule = { id: 'statuses-missing', level: 'warning', about: 'An operation lists no status.', look: none };

function onlySuccess(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.filter(({ statuses }) => statuses.length > 0 && statuses.every(({ status }) => status < 400))
    .map(({ statuses }) => ({ line: statuses[0]!.line, endLine: statuses.at(-1)!.line, message: 'only successes are listed: how a request fails is not said' }));
}

/** No statuses of failure. */
export const errorStatusesMissing: LintRule = { id: 'error-statuses-missing', level: 'warning', about: 'An operation lists no status of failure.', look: onlySuccess };

function serverErrors(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ statuses }) => statuses.filter(({ status }) => status >= 500).map(({ status, line }) => ({ line, message: `status ${status} is an error of the service, which no request can ask for` })));
}

/** A 5xx among the answers. */
export const serverErrorListed: LintRule = { id: 'server-error-listed', level: 'note', about: 'An error of the service is listed as an answer.', look: serverErrors };
