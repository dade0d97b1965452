import { lintDocument } from '../contracts/derive/lint-document.ts';
import type { ReadDocument } from '../contracts/derive/model.ts';
import { sarifLog } from '../contracts/derive/sarif.ts';
import type { LintedDocument } from '../contracts/derive/sarif.ts';
import { packageVersion } from '../specs/package-root.ts';

function textOf(linted: readonly LintedDocument[]): string {
  const lines = linted.flatMap(({ document, findings }) => findings.map(({ line, level, rule, message }) => `${document.file}:${line}: ${level} ${rule}: ${message}`));
  const count = (level: string): number => linted.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.level === level).length, 0);
  const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${[...lines, `${plural(linted.length, 'document')}: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${plural(count('note'), 'note')}`].join('\n')}\n`;
}

function jsonOf(linted: readonly LintedDocument[]): string {
  return `${JSON.stringify({ documents: linted.map(({ document: { file, id, sha256 }, findings }) => ({ file, id, sha256, findings })) }, null, 2)}\n`;
}

/** What is wrong or open in the documents, in a format; clean: no finding is an error. */
export function lintDocuments(documents: readonly ReadDocument[], format: 'text' | 'json' | 'sarif'): { readonly output: string; readonly isClean: boolean } {
  const linted = documents.map((document) => ({ document, findings: lintDocument(document) }));
  const isClean = linted.every(({ findings }) => findings.every(({ level }) => level !== 'error'));
  const output = format === 'text' ? textOf(linted) : format === 'json' ? jsonOf(linted) : `${JSON.stringify(sarifLog(linted, packageVersion()), null, 2)}\n`;
  return { output, isClean };
}
