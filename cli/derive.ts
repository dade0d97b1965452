import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { stringify } from 'yaml';
import { completeContract } from '../contracts/derive/complete-contract.ts';
import { deriveContracts } from '../contracts/derive/derive-contract.ts';
import type { DerivedContract, Derivation } from '../contracts/derive/derive-contract.ts';
import { overlayText } from '../contracts/derive/overlay-text.ts';
import { makeOverlay } from '../contracts/derive/make-overlay.ts';
import type { ReadDocument } from '../contracts/derive/model.ts';
import { applyOverlay, asOverlay } from '../contracts/derive/overlay.ts';
import { documentFiles, readDocument, DOCUMENT_ENDINGS } from '../contracts/derive/read-document.ts';
import { uniqueDocuments } from '../contracts/derive/unique-documents.ts';
import type { PlainObject } from '../contracts/plain-object.ts';
import { readYaml } from '../contracts/read-yaml.ts';
import { ConfigError } from '../specs/config-error.ts';
import { checkDocuments } from './derive-check.ts';
import { lintDocuments } from './derive-lint.ts';
import { sentencesText } from './derive-sentences.ts';

/** The flags of `derive`. */
export interface DeriveFlags {
  readonly lint?: boolean;
  readonly check?: boolean;
  readonly contract?: readonly string[];
  readonly overlay?: readonly string[];
  readonly overlayTo?: string;
  readonly resource?: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly sentences?: boolean;
  readonly out?: string;
}

/** @throws {ConfigError} OPTION_CONFLICT for flags that do not go together. */
function checkFlags(flags: DeriveFlags): void {
  const conflict = (message: string): never => {
    throw new ConfigError('OPTION_CONFLICT', `${message} See metaconform derive --help.`);
  };
  if (flags.lint === true && flags.check === true) conflict('--lint and --check are two different questions: ask one at a time.');
  if (flags.contract !== undefined && flags.check !== true) conflict('--contract names what --check compares with: add --check, or leave it away.');
  if ((flags.lint === true || flags.check === true) && (flags.overlay !== undefined || flags.overlayTo !== undefined)) conflict('--overlay and --overlay-to are for a contract, which --lint and --check do not write.');
  if (flags.format === 'sarif' && flags.lint !== true) conflict('--format sarif is for --lint.');
  if (flags.format === 'json' && flags.lint !== true && flags.check !== true) conflict('--format json is for --lint and --check; a contract is YAML, which any reader of JSON can be given by other tools.');
}

/** @throws {ConfigError} OPTION_INVALID for a path that is not there, or a folder without documents. */
async function readAll(paths: readonly string[]): Promise<readonly ReadDocument[]> {
  const files = paths.flatMap((path) => {
    if (!existsSync(path)) throw new ConfigError('OPTION_INVALID', `${path}: there is no such file or folder. Name documents (${DOCUMENT_ENDINGS.join(', ')}) or folders of them.`);
    const found = documentFiles(path);
    if (found.length === 0) throw new ConfigError('OPTION_INVALID', `${path}: expected documents that end in ${DOCUMENT_ENDINGS.join(', ')}, found none in the folder.`);
    return found;
  });
  const unknown = files.find((file) => !DOCUMENT_ENDINGS.includes(extname(file).toLowerCase()));
  if (unknown !== undefined) throw new ConfigError('OPTION_INVALID', `${unknown}: expected a document that ends in ${DOCUMENT_ENDINGS.join(', ')}.`);
  return uniqueDocuments(await Promise.all([...new Set(files)].map(readDocument)));
}

/** What was not read and not taken, on standard error, so that it is in nobody's pipe. */
function tellOmissions(documents: readonly ReadDocument[], { leftOut }: Derivation): void {
  for (const { file, unread } of documents) for (const { line, endLine, what } of unread) process.stderr.write(`${file}:${line}${endLine > line ? `-${endLine}` : ''}: could not be read: ${what}\n`);
  for (const { document, line, request, why } of leftOut) process.stderr.write(`${document}:${line}: ${request} is left out: ${why}\n`);
}

async function withOverlays(data: PlainObject, overlays: readonly string[]): Promise<PlainObject> {
  let result = data;
  for (const name of overlays) {
    if (name === 'default') {
      result = completeContract(result);
      continue;
    }
    if (!existsSync(name)) throw new ConfigError('OPTION_INVALID', `--overlay ${name}: there is no such file. Name an OpenAPI Overlay, or default.`);
    const overlay = asOverlay(readYaml(readFileSync(name, 'utf8')).data, name);
    result = (await applyOverlay(result, overlay, ({ target }, index) => process.stderr.write(`${name} at /actions/${index}: nothing is at ${target}\n`))) as PlainObject;
  }
  return result;
}

function yamlText(data: unknown): string {
  return stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}

async function outputOf({ data, noun }: DerivedContract, flags: DeriveFlags): Promise<string> {
  const overlaid = await withOverlays(data, flags.overlay ?? []);
  if (flags.overlayTo === undefined) return yamlText(overlaid);
  if (!existsSync(flags.overlayTo)) throw new ConfigError('OPTION_INVALID', `--overlay-to ${flags.overlayTo}: there is no such file. Name the contract that the overlay leads to.`);
  return overlayText(makeOverlay(overlaid, readYaml(readFileSync(flags.overlayTo, 'utf8')).data as PlainObject, `What is chosen for ${noun}`));
}

async function writeContracts(contracts: readonly DerivedContract[], flags: DeriveFlags): Promise<void> {
  const isFolder = flags.out !== undefined && extname(flags.out) === '';
  if (contracts.length > 1 && !isFolder) {
    throw new ConfigError('OPTION_INVALID', `the documents describe ${contracts.length} resources (${contracts.map(({ noun }) => noun).join(', ')}), and there is room for one: add --out DIR for all, or --resource NOUN for one.`);
  }
  for (const contract of contracts) {
    const output = await outputOf(contract, flags);
    if (flags.out === undefined) process.stdout.write(output);
    else writeTo(isFolder ? join(flags.out, `${contract.noun}.yaml`) : flags.out, output);
  }
}

function writeTo(file: string, text: string): void {
  const folder = join(file, '..');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  if (existsSync(file) && statSync(file).isDirectory()) throw new ConfigError('OPTION_INVALID', `--out ${file} is a folder; name a file in it.`);
  writeFileSync(file, text);
  process.stderr.write(`wrote ${file}\n`);
}

function finish(output: string, flags: DeriveFlags): void {
  if (flags.out === undefined) process.stdout.write(output);
  else writeTo(flags.out, output);
}

/** Reads the documents and does what the flags ask for. @throws {ConfigError} for a call that cannot be answered. */
export async function derive(paths: readonly string[], flags: DeriveFlags): Promise<void> {
  checkFlags(flags);
  const documents = await readAll(paths);
  if (flags.lint === true) {
    const { output, isClean } = lintDocuments(documents, flags.format);
    finish(output, flags);
    if (!isClean) process.exitCode = 1;
    return;
  }
  const derivation = deriveContracts(documents);
  tellOmissions(documents, derivation);
  const contracts = derivation.contracts.filter(({ noun }) => flags.resource === undefined || flags.resource.includes(noun));
  if (contracts.length === 0) {
    const nouns = derivation.contracts.map(({ noun }) => noun);
    throw new ConfigError('OPTION_INVALID', nouns.length === 0 ? `no operation on a map of key and value was found in ${paths.join(', ')}. ${derivation.leftOut.length > 0 ? 'What was left out, and why, is above.' : 'Expected a method and a path (PUT /lamps/{id}/labels) in a line or a heading of their own, found none; --lint says more.'}` : `--resource expects one of ${nouns.join(', ')}, got ${flags.resource?.join(', ') ?? ''}.`);
  }
  if (flags.check === true) {
    const { output, isClean } = checkDocuments(contracts, documents, flags);
    finish(output, flags);
    if (!isClean) process.exitCode = 1;
    return;
  }
  if (flags.sentences === true) {
    process.stdout.write(sentencesText(contracts));
    return;
  }
  await writeContracts(contracts, flags);
}
