import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { derivedPart } from '../contracts/derive/derived-part.ts';
import type { DerivedContract } from '../contracts/derive/derive-contract.ts';
import { driftOf, hasReadings, sharesOperation } from '../contracts/derive/drift.ts';
import type { Drift } from '../contracts/derive/drift-finding.ts';
import type { ReadDocument } from '../contracts/derive/model.ts';
import { contractFiles } from '../contracts/find-contracts.ts';
import { contractId } from '../contracts/load-contract.ts';
import type { PlainObject } from '../contracts/plain-object.ts';
import { readYaml } from '../contracts/read-yaml.ts';
import { ConfigError } from '../specs/config-error.ts';
import { sentencesByDigest } from './derive-sentences.ts';

interface Compared {
  readonly contract: string;
  readonly document: string;
  /** Whether the sentences of the contract's own documents were kept, so that they could be compared. */
  readonly hasSentences: boolean;
  readonly drift: readonly Drift[];
}

interface CheckFlags {
  readonly contract?: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly sentences?: boolean;
}

/** @throws {ConfigError} OPTION_INVALID for a name that is neither a contract's id nor a file. */
function fileOf(name: string): string {
  const own = contractFiles().find((file) => contractId(file) === name);
  if (own === undefined && !existsSync(name)) throw new ConfigError('OPTION_INVALID', `--contract expects a file or one of ${contractFiles().map(contractId).join(', ')}, got ${name}.`);
  return own ?? name;
}

function dataOf(file: string): PlainObject {
  const yaml = readYaml(readFileSync(file, 'utf8'));
  if (yaml.fault !== null) throw new ConfigError('OPTION_INVALID', `${file}:${yaml.lineOf('') ?? 1}: expected ${yaml.fault.expected}, found ${yaml.fault.found}.`);
  return yaml.data as PlainObject;
}

function compare(file: string, { data: fresh, group }: DerivedContract): Compared | null {
  const contract = dataOf(file);
  if (!sharesOperation(contract, fresh)) return null;
  const derived = hasReadings(contract) ? contract : derivedPart(contractId(file));
  const document = [...new Set(group.operations.map((operation) => operation.document.file))].join(', ');
  return { contract: contractId(file), document, hasSentences: derived !== null, drift: driftOf({ contract, derived, fresh }) };
}

function lineOf({ level, kind, where, message, lines, sha256 }: Drift, sentences: ReadonlyMap<string, string> | null): string {
  const place = lines === null ? '' : ` (${kind === 'gone-sentence' ? 'formerly ' : ''}${/^\d+$/.test(lines) ? 'line' : 'lines'} ${lines}${sha256 === null ? '' : `, ${sha256.slice(0, 12)}`})`;
  const text = sha256 === null ? undefined : sentences?.get(sha256);
  return `  ${level.padEnd(5)} ${where}: ${message}${place}${text === undefined ? '' : `\n          "${text}"`}`;
}

function textOf(all: readonly Compared[], sentences: ReadonlyMap<string, string> | null): string {
  const blocks = all.map(({ contract, document, hasSentences, drift }) => [
    `${contract} against ${document}: ${drift.filter(({ level }) => level === 'alarm').length} alarms, ${drift.filter(({ level }) => level === 'news').length} news`,
    ...(hasSentences ? [] : ['  the sentences of its own documents were not kept: only facts are compared']),
    ...drift.map((each) => lineOf(each, sentences)),
  ].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

/** What in the contracts no longer agrees with the documents; clean: nothing is an alarm. @throws {ConfigError} when no contract has an operation of theirs. */
export function checkDocuments(fresh: readonly DerivedContract[], documents: readonly ReadDocument[], flags: CheckFlags): { readonly output: string; readonly isClean: boolean } {
  const files = (flags.contract ?? contractFiles().map(contractId)).map(fileOf);
  const all = files.flatMap((file) => fresh.map((each) => compare(file, each)).filter((each) => each !== null));
  if (all.length === 0) throw new ConfigError('OPTION_INVALID', `no operation of ${documents.map(({ file }) => basename(file)).join(', ')} is in ${files.map(contractId).join(', ')}: expected a method and path in common. Name another --contract.`);
  const sentences = flags.sentences === true ? sentencesByDigest(fresh) : null;
  const output = flags.format === 'json' ? `${JSON.stringify({ contracts: all }, null, 2)}\n` : textOf(all, sentences);
  return { output, isClean: all.every(({ drift }) => drift.every(({ level }) => level !== 'alarm')) };
}
