import type { DerivedContract } from '../contracts/derive/derive-contract.ts';
import type { Sentence } from '../contracts/derive/model.ts';

function allSentences({ group }: DerivedContract): readonly Sentence[] {
  return group.operations.flatMap(({ operation }) => [...operation.sentences, ...operation.parameters.flatMap(({ sentences }) => sentences)]);
}

/** The sentences of the documents by their digests: for the terminal, never for a file. */
export function sentencesByDigest(contracts: readonly DerivedContract[]): ReadonlyMap<string, string> {
  return new Map(contracts.flatMap(allSentences).map(({ sha256, text }) => [sha256, text]));
}

function lineText({ line, endLine, file }: Sentence): string {
  return `${file === null ? '' : `${file}:`}${line === endLine ? line : `${line}-${endLine}`}`;
}

/** How each effect was read: the effect, how sure, on which sentences, and what stays open. */
export function sentencesText(contracts: readonly DerivedContract[]): string {
  return contracts.flatMap(({ noun, group }) => [
    `${noun}`,
    ...group.operations.flatMap(({ operation, reading, document }) => [
      `  ${operation.method} ${operation.path}: ${reading.effect ?? 'open'} (${reading.confidence}${reading.byExample ? ', by its examples' : ''})${reading.open === null ? '' : `; ${reading.open}`}`,
      ...reading.sentences.map((sentence) => `    ${document.file}:${lineText(sentence)} ${sentence.sha256.slice(0, 12)} "${sentence.text}"`),
    ]),
    '',
  ]).join('\n');
}
