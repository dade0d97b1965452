/** A contract out of documents: what they say, and nothing else. What they leave open is for an overlay. */
import type { DocumentEntry } from '../contract.ts';
import type { ReadDocument, Sentence } from './model.ts';
import { derivePaths, operationId } from './derive-paths.ts';
import { deriveSchemas } from './derive-schemas.ts';
import type { Schema } from './derive-schemas.ts';
import { FactHolder, lineRange } from './fact-holder.ts';
import { groupResources } from './group-resources.ts';
import type { ResourceGroup } from './group-resources.ts';
import type { LeftOut, ResourceOperation } from './resource-operation.ts';
import { plainWords } from './sentences.ts';

/** One derived contract, as the data of its file. */
export interface DerivedContract {
  readonly noun: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly group: ResourceGroup;
}

/** What came out of some documents. */
export interface Derivation {
  readonly contracts: readonly DerivedContract[];
  readonly leftOut: readonly LeftOut[];
}

function documentEntries(group: ResourceGroup): readonly DocumentEntry[] {
  const byId = new Map(group.operations.map(({ document }) => [document.id, document]));
  return [...byId.values()].map((document: ReadDocument) => ({
    id: document.id, title: document.title.replaceAll(/\s+/g, ' '), version: 'as read', date: 'undated', sha256: document.sha256, kind: 'document', location: document.file.split('/').at(-1)!,
  }));
}

interface Found {
  readonly operation: ResourceOperation;
  readonly sentence: Sentence;
  readonly match: RegExpExecArray;
}

function findSentence(group: ResourceGroup, words: RegExp): Found | null {
  for (const operation of group.operations) {
    for (const sentence of operation.operation.sentences) {
      const match = words.exec(plainWords(sentence.text));
      if (match !== null) return { operation, sentence, match };
    }
  }
  return null;
}

const OWNER_TOO = /\bonly users with the administrative role or the owner\b|\bowner of the \w+ (?:can|may)\b/i;
const ADMIN_ONLY = /\b(?:only (?:users with the administrative role|administrators?)|administrators? only|requires? (?:an )?administrat)/i;

function service(group: ResourceGroup): Schema {
  const holder = new FactHolder();
  const forms = group.operations.flatMap(({ operation, document }) => operation.forms.map((form) => ({ ...form, document: document.id })));
  const versioned = forms.filter(({ version }) => version !== null);
  if (versioned.length > 0) {
    // The highest first: documents list them in any order.
    const versions = [...new Set(versioned.map(({ version }) => version!))].toSorted((one, other) => Number(other.slice(2)) - Number(one.slice(2)));
    holder.fact('versions', versions, versioned[0]!.document, versioned.filter(({ document }) => document === versioned[0]!.document).map(({ line }) => String(line)));
  }
  const first = forms[0]!;
  if (forms.every(({ project }) => project !== null)) holder.fact('project', 'required', first.document, [String(first.line)]);
  const owner = findSentence(group, OWNER_TOO);
  const admin = owner === null ? findSentence(group, ADMIN_ONLY) : null;
  const policy = owner ?? admin;
  if (policy !== null) holder.fact('admin', owner === null, policy.operation.document.id, [], { sentences: [policy.sentence] });
  return holder.done();
}

const STATES = /\bmust be in (?:the |an? )?(.+?) (?:states?|status)\b(?:.*\bspecified by ([\w:.-]+))?/i;

function preconditions(group: ResourceGroup): Schema | null {
  const found = findSentence(group, STATES);
  if (found === null) return null;
  const [, listed = '', field] = found.match;
  const writable = listed.split(/,\s*(?:or |and )?|\s+or\s+|\s+and\s+/).map((state) => state.trim()).filter((state) => /^[\w-]+$/.test(state));
  if (writable.length === 0) return null;
  const holder = new FactHolder({ actions: [] });
  const document = found.operation.document.id;
  if (field !== undefined) holder.fact('pointer', `/${group.noun}/${field.replace(/\.$/, '')}`, document, [], { confidence: 'likely', sentences: [found.sentence], open: 'the field is named without its place in the answer' });
  return holder.fact('writable', writable, document, [], { sentences: [found.sentence] }).done();
}

function contractData(group: ResourceGroup): Record<string, unknown> {
  const states = preconditions(group);
  const view = group.operations.find(({ operation }) => operation.method === 'GET' && operation.path === group.prefix);
  const definition = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
  const version = group.operations.flatMap(({ operation }) => operation.forms).find((form) => form.version !== null)?.version?.slice(2) ?? '1';
  return {
    openapi: '3.1.0',
    info: { title: `${group.operations[0]!.document.title.replaceAll(/\s+/g, ' ')}`, version },
    'x-documents': documentEntries(group),
    'x-service': service(group),
    'x-resource': { noun: group.noun, parameter: group.parameter, view: view === undefined ? null : operationId(view, group.noun) },
    'x-key': definition('Key'), 'x-value': definition('Value'), 'x-map': definition('Map'),
    ...(states === null ? {} : { 'x-preconditions': states }),
    paths: derivePaths(group),
    components: { schemas: deriveSchemas(group) },
  };
}

/** One contract for each resource whose map the documents describe. Pure; the same documents give the same data. */
export function deriveContracts(documents: readonly ReadDocument[]): Derivation {
  const { groups, leftOut } = groupResources(documents);
  return { contracts: groups.map((group) => ({ noun: group.noun, group, data: JSON.parse(JSON.stringify(contractData(group))) as Record<string, unknown> })), leftOut };
}

/** Lines of a sentence, for messages. */
export function linesText({ line, endLine }: { readonly line: number; readonly endLine: number }): string {
  return lineRange(line, endLine);
}
