/** Rules on what the prose leaves open, and on what could not be read. */
import type { ApiOperation } from '../api-operation.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import { isLeftOut, resourceOperation } from '../resource-operation.ts';
import type { Block, ReadDocument } from '../model.ts';

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

const IN_RUNNING_TEXT = /\b(?:GET|POST|PUT|DELETE|PATCH)\W{1,4}(?:https?:\/\/\S+|\/\S*|\{)/;

function textOf(block: Block): string {
  if (block.kind === 'prose' || block.kind === 'heading' || block.kind === 'code') return block.text;
  return block.kind === 'table' ? [block.header, ...block.rows.map(({ cells }) => cells)].flat().map(({ text }) => text).join(' ') : '';
}

function noRequest({ blocks, lineCount }: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  if (operations.length > 0 || lineCount === 0) return [];
  const running = blocks.find((block) => IN_RUNNING_TEXT.test(textOf(block)));
  const seen = running === undefined ? '' : '; one in running text, in a table or behind other code is not read';
  return [{ line: Math.min(running?.line ?? 1, lineCount), message: `no operation was found: a method and a path, as PUT /lamps/{id}/labels, in a line or a heading of their own${seen}` }];
}

/** A document in which nothing is asked for. */
export const requestMissing: LintRule = { id: 'request-missing', level: 'warning', about: 'The document describes no request, or none that could be read.', look: noRequest };

/** What the reader did not understand. */
export const unread: LintRule = {
  id: 'unread', level: 'note', about: 'A part of the document could not be read.',
  look: (document) => document.unread.map(({ line, endLine, what }) => ({ line, endLine, message: `could not be read: ${what}` })),
};
