/** Rules on what the prose leaves open, and on what could not be read. */
import type { ApiOperation } from '../api-operation.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import { isLeftOut, resourceOperation } from '../resource-operation.ts';
import type { ReadDocument } from '../model.ts';

function effects(document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => {
    const outcome = resourceOperation(document, operation);
    if (isLeftOut(outcome) || outcome.reading.open === null) return [];
    const { open, sentences, effect, byExample } = outcome.reading;
    const settled = effect === null ? 'the document does not settle it' : byExample ? `the examples show ${effect}` : `read as ${effect}`;
    return [{ line: sentences[0]?.line ?? operation.forms[0]!.line, endLine: sentences.at(-1)?.endLine ?? operation.forms[0]!.line, message: `${open}; ${settled}` }];
  });
}

/** An effect that the words leave open. */
export const effectOpen: LintRule = { id: 'effect-open', level: 'warning', about: 'What an operation does to the other items is not settled by its words.', look: effects };

/** What the reader did not understand. */
export const unread: LintRule = {
  id: 'unread', level: 'note', about: 'A part of the document could not be read.',
  look: (document) => document.unread.map(({ line, endLine, what }) => ({ line, endLine, message: `could not be read: ${what}` })),
};
