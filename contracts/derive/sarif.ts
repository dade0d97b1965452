/** Findings in SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
import { LINT_RULES } from './lint-document.ts';
import type { LintFinding } from './lint-finding.ts';
import type { ReadDocument } from './model.ts';

/** A document and what was found in it. */
export interface LintedDocument {
  readonly document: Pick<ReadDocument, 'file' | 'id' | 'sha256'>;
  readonly findings: readonly LintFinding[];
}

/** Relative paths stay relative, so that a host finds the file in the repository. */
function uriOf(file: string): string {
  return encodeURI(file.replaceAll('\\', '/').replace(/^\.\//, ''));
}

/** The log of one run over some documents, as plain data. `version` is that of the tool. */
export function sarifLog(linted: readonly LintedDocument[], version: string): unknown {
  const rules = LINT_RULES.map(({ id, about, level }) => ({ id, shortDescription: { text: about }, defaultConfiguration: { level } }));
  const results = linted.flatMap(({ document, findings }) => findings.map(({ rule, level, line, endLine, message }) => ({
    ruleId: rule, ruleIndex: LINT_RULES.findIndex(({ id }) => id === rule), level, message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(document.file) }, region: { startLine: Math.max(1, line), endLine: Math.max(1, line, endLine) } } }],
  })));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
    runs: [{ tool: { driver: { name: 'metaconform', version, informationUri: 'https://www.npmjs.com/package/metaconform', rules } }, results }],
  };
}
