/** Rules on tables of parameters. */
import type { ApiOperation, Parameter } from '../api-operation.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import { limitsOf } from '../limits.ts';
import type { Limit } from '../limits.ts';
import { subjectSentences } from '../derive-schemas.ts';
import { joinLines } from '../fact-holder.ts';
import type { ReadDocument, Sentence } from '../model.ts';
import { envelopeOf } from '../envelope.ts';
import { resolvePointer } from '../../json-pointer.ts';
import { isObject } from '../../plain-object.ts';
import { plainWords } from '../sentences.ts';
import { uniqueBy } from '../unique-by.ts';

function swapped(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => operation.swapped.map(({ headerLine, cells }) => {
    const lines = cells.map(({ line }) => line);
    return { line: Math.min(...lines), endLine: Math.max(...cells.map(({ endLine }) => endLine)), message: `the columns for type and mandatory are swapped (header on line ${headerLine}; cells on lines ${joinLines(lines.map(String))})` };
  }));
}

/** The columns for type and mandatory hold each other's values. */
export const columnsSwapped: LintRule = { id: 'columns-swapped', level: 'error', about: 'The columns for type and mandatory hold the values of each other.', look: swapped };

function otherSubject({ name, sentences }: Parameter): readonly Sentence[] {
  const other = name === 'key' ? /^the value\b/i : name === 'value' ? /^the key\b/i : null;
  return other === null ? [] : sentences.filter(({ text }) => other.test(text));
}

function speaksOfOther(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ parameters }) => parameters.flatMap((parameter) => otherSubject(parameter)
    .map(({ line, endLine }) => ({ line, endLine, message: `the row is about the ${parameter.name}, its sentence about the ${parameter.name === 'key' ? 'value' : 'key'}` }))));
}

/** A row of the key that speaks of the value, or the other way round. */
export const rowSpeaksOfOther: LintRule = { id: 'row-speaks-of-other', level: 'error', about: 'The row of the key speaks of the value, or the other way round.', look: speaksOfOther };

function allSentences(operation: ApiOperation): readonly Sentence[] {
  return [...operation.sentences, ...operation.parameters.flatMap(({ sentences }) => sentences)].filter(({ file }) => file === null);
}

function limitSentences(operation: ApiOperation, subject: 'key' | 'value'): readonly Sentence[] {
  return subjectSentences(operation.parameters, subject).map(({ sentence }) => sentence);
}

function alphabets(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => {
    const sentences = allSentences(operation);
    const unicode = sentences.find(({ text }) => /\bunicode characters\b/i.test(text));
    return sentences.filter((sentence) => limitsOf(sentence).some(({ keyword }) => keyword === 'pattern')).flatMap(({ text, line, endLine }): readonly Found[] => [
      ...(unicode === undefined ? [] : [{ line, endLine, message: `the length on line ${unicode.line} is in Unicode characters, yet only characters of ASCII are listed` }]),
      ...(/\bletters?\b/i.test(text) && !/\bA-Z\b|\bASCII\b|\bEnglish\b/i.test(text) ? [{ line, endLine, message: 'letters can be used, but of which alphabet is not said' }] : []),
    ]);
  });
}

/** Letters of an alphabet that is not named, or a length in characters that cannot occur. */
export const alphabetUnclear: LintRule = { id: 'alphabet-unclear', level: 'warning', about: 'Which characters can be used is not clear.', look: alphabets };

interface PlacedLimit extends Limit {
  /** The line in the document: that of the sentence, or of the operation whose parameters a shared file describes. */
  readonly at: number;
}

/** Every sentence once, however many operations share it. */
function limitsOn(operations: readonly ApiOperation[], subject: 'key' | 'value'): readonly PlacedLimit[] {
  const all = operations.flatMap((operation) => limitSentences(operation, subject).flatMap((sentence) => limitsOf(sentence)
    .map((limit) => ({ ...limit, at: sentence.file === null ? sentence.line : operation.forms[0]!.line }))));
  return uniqueBy(all, ({ keyword, sentence }) => `${keyword} ${sentence.sha256}`);
}

function isOther(one: Limit, two: Limit): boolean {
  return one.keyword === two.keyword && (one.value !== two.value || (one.unit !== null && two.unit !== null && one.unit !== two.unit));
}

function limitText({ value, unit, sentence }: Limit): string {
  return `${value}${unit === null ? '' : ` ${unit}`}${sentence.file === null ? '' : ` (${sentence.file}:${sentence.line})`}`;
}

function contradictions(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return (['key', 'value'] as const).flatMap((subject) => {
    const limits = limitsOn(operations, subject);
    // The first of each value, as far as the limits were looked at: what a limit differs from is among these.
    const before = new Map<string, PlacedLimit>();
    return limits.flatMap((limit) => {
      const other = before.values().find((each) => isOther(each, limit));
      const name = `${limit.keyword} ${limit.unit} ${limit.value}`;
      if (!before.has(name)) before.set(name, limit);
      return other === undefined ? [] : [{ line: limit.at, message: `${limit.keyword} of the ${subject} is ${limitText(limit)} here and ${limitText(other)} on line ${other.at}` }];
    });
  });
}

/** Two limits for one thing. */
export const limitsContradict: LintRule = { id: 'limits-contradict', level: 'error', about: 'Two sentences give one limit differently.', look: contradictions };

function bytes(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ parameters }) => parameters.flatMap(({ line, sentences }) => sentences.flatMap((sentence) => limitsOf(sentence).filter(({ unit }) => unit === 'bytes').map(() => ({
    line: sentence.file === null ? sentence.line : line,
    message: `a length is in bytes, of which encoding is not said${sentence.file === null ? '' : ` (${sentence.file}:${sentence.line})`}${/\bpair\b/i.test(plainWords(sentence.text)) ? '; whether of each or of the pair together is open' : ''}`,
  })))));
}

/** A length in bytes. */
export const lengthInBytes: LintRule = { id: 'length-in-bytes', level: 'note', about: 'A length is in bytes.', look: bytes };

function pseudoMembers(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ parameters, request }) => {
    const rows = parameters.filter(({ name, place }) => place === 'request' && (name === 'key' || name === 'value'));
    const pointer = request === null ? null : envelopeOf(request.body, 'map') ?? envelopeOf(request.body, 'item');
    const map = pointer === null || request === null ? undefined : resolvePointer(request.body, pointer);
    if (rows.length < 2 || !isObject(map) || ('key' in map && 'value' in map)) return [];
    return [{ line: rows[0]!.line, endLine: rows.at(-1)!.endLine, message: `the table lists members key and value, the example on line ${request!.line} shows a map of any names` }];
  });
}

/** Members `key` and `value` that are no members. */
export const pseudoMember: LintRule = { id: 'pseudo-member', level: 'warning', about: 'A table lists key and value as members of a map of any names.', look: pseudoMembers };

function undefinedReferences(document: ReadDocument): readonly Found[] {
  return document.blocks.flatMap((block) => (block.kind === 'parameters' ? block.entries.filter(({ definition }) => definition === null) : []))
    .map(({ name, line }) => ({ line, message: `${name} is not defined in the shared parameters` }));
}

/** References to parameters that are not there. */
export const parameterUndefined: LintRule = { id: 'parameter-undefined', level: 'error', about: 'A parameter is named that the shared file does not define.', look: undefinedReferences };
