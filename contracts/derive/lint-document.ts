/** All rules, held against a document. */
import type { LintFinding, LintRule } from './lint-finding.ts';
import { answerDiffersFromRequest, exampleDiffersFromTable, exampleIsNoJson, memberUnlisted } from './lint-rules/examples.ts';
import { actionDiffers, doubleSlash, exampleRequestDiffers, pathDiffersFromSiblings, pathParameterDiffers, titleRepeated, wrongHeading } from './lint-rules/names.ts';
import { effectOpen, requestMissing, unread } from './lint-rules/prose.ts';
import { errorStatusesMissing, serverErrorListed, statusesMissing, statusRepeated, statusTableBroken } from './lint-rules/statuses.ts';
import { alphabetUnclear, columnsSwapped, lengthInBytes, limitsContradict, parameterUndefined, pseudoMember, rowSpeaksOfOther } from './lint-rules/tables.ts';
import type { ReadDocument } from './model.ts';
import { readOperations } from './read-operations.ts';

/** Every rule there is, in the order of the documentation. */
export const LINT_RULES: readonly LintRule[] = [
  actionDiffers, wrongHeading, doubleSlash, pathDiffersFromSiblings, pathParameterDiffers, exampleRequestDiffers, titleRepeated,
  statusRepeated, statusTableBroken, statusesMissing, errorStatusesMissing, serverErrorListed,
  columnsSwapped, rowSpeaksOfOther, alphabetUnclear, limitsContradict, lengthInBytes, pseudoMember, parameterUndefined,
  exampleIsNoJson, exampleDiffersFromTable, memberUnlisted, answerDiffersFromRequest,
  effectOpen, requestMissing, unread,
];

/** What is wrong or open in a document, by line. Pure. */
export function lintDocument(document: ReadDocument): readonly LintFinding[] {
  const operations = readOperations(document);
  return LINT_RULES.flatMap(({ id, level, look }) => look(document, operations).map(({ line, endLine, message }): LintFinding => ({ rule: id, level, line, endLine: endLine ?? line, message })))
    .toSorted((one, other) => one.line - other.line || (one.rule < other.rule ? -1 : 1));
}
