/** The operations that a document describes. */
import { pathParameters } from '../operations.ts';
import type { ApiOperation, Example, ListedStatus, RequestForm } from './api-operation.ts';
import type { Block, ReadDocument, Sentence, Unread } from './model.ts';
import { referencedParameters, tableParameters } from './read-parameters.ts';
import { targetOf } from './request-line.ts';
import { MAX_SENTENCE } from './sentences.ts';
import { operationSections, requestsOf } from './sections.ts';
import type { Placed, Section } from './sections.ts';

function formsOf(placed: readonly Placed[]): readonly RequestForm[] {
  return placed.flatMap(({ block }) => requestsOf(block)).map(({ method, target, line }) => ({ method, line, asWritten: target, ...targetOf(target) }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A block of code that begins like JSON, after the requests it may begin with; null for any other. */
function exampleOf({ block, caption }: Placed): Example | null {
  if (block.kind !== 'code') return null;
  const lines = block.text.split('\n');
  const first = lines.findIndex((line) => /^\s*[[{]/.test(line) && !line.includes('://'));
  const before = requestsOf(block).length;
  if (first === -1 || lines.slice(before, first).some((line) => line.trim() !== '')) return null;
  const text = lines.slice(first).join('\n');
  const line = block.file === null ? block.line + first : block.line;
  return { line, endLine: block.endLine, body: parsed(text), text, file: block.file, caption };
}

/** The first example that stands in one of the parts. */
function firstExample(placed: readonly Placed[], roles: readonly Placed['role'][]): Example | null {
  for (const each of placed) {
    const example = roles.includes(each.role) ? exampleOf(each) : null;
    if (example !== null) return example;
  }
  return null;
}

/** `Normal response codes: 200`, `Error response codes: badRequest(400), ...`. */
function proseStatuses(block: Block): readonly ListedStatus[] {
  if (block.kind !== 'prose' || !/^(?:normal|error|success(?:ful)?|possible)?\s*(?:response|status|return) codes?\s*:/i.test(block.text)) return [];
  return block.sentences.flatMap(({ text, line, endLine }) => [...text.matchAll(/\b([1-5]\d\d)\b/g)].map(([, status], index) => ({ status: Number(status), line: index === 0 ? line : endLine })));
}

function tableStatuses(block: Block): readonly ListedStatus[] {
  if (block.kind !== 'table' || !/code|status|returned value/i.test(block.header[0]?.text ?? '')) return [];
  return block.rows.flatMap(({ cells, line }) => {
    const status = /^\D*([1-5]\d\d)\b/.exec(cells[0]?.text ?? '')?.[1];
    return status === undefined ? [] : [{ status: Number(status), line }];
  });
}

function statusesOf(placed: readonly Placed[]): readonly ListedStatus[] {
  return placed.flatMap(({ block }) => (block.kind === 'statuses' ? block.entries : [...proseStatuses(block), ...tableStatuses(block)]));
}

/** Captions of tables stand in the markup, or as the paragraph before: `Table 3 Data structure of ...`. */
function tableTitle(placed: readonly Placed[], index: number): string {
  const { block } = placed[index]!;
  if (block.kind === 'table' && block.caption !== '') return block.caption;
  const before = placed[index - 1]?.block;
  return before?.kind === 'prose' ? before.text : '';
}

/** Boilerplate that says nothing of the operation. */
const BOILERPLATE = /^(?:`?request|.*\bdescribes the .*parameters|this table shows|\*\*table|see )/i;

function proseOf(placed: readonly Placed[]): readonly Sentence[] {
  return placed.flatMap(({ block }) => (block.kind === 'prose' && !block.strong && !BOILERPLATE.test(block.text.slice(0, MAX_SENTENCE)) && proseStatuses(block).length === 0 ? block.sentences : []));
}

function lastLine(section: Section): number {
  return section.placed.reduce((last, { block }) => Math.max(last, 'endLine' in block ? block.endLine : block.line), section.line);
}

function operationOf(section: Section, forms: readonly RequestForm[]): ApiOperation {
  const { placed, title, line } = section;
  const { method, path } = forms[0]!;
  const names = pathParameters(path);
  const allNames = [...names, ...forms.flatMap(({ project }) => (project === null ? [] : [project]))];
  const tables = placed.flatMap(({ block, role }, index) => (block.kind === 'table' ? [tableParameters(block, role, tableTitle(placed, index), allNames)] : []));
  return {
    title, titleLine: line, method, path, forms,
    exampleForms: formsOf(placed.filter(({ role }) => role.endsWith('example'))),
    sentences: proseOf(placed),
    parameters: [...tables.flatMap(({ parameters }) => parameters), ...placed.flatMap(referencedParameters)],
    swapped: tables.flatMap(({ swapped }) => (swapped === null ? [] : [swapped])),
    statuses: statusesOf(placed),
    statusTableBreaks: placed.flatMap(({ block }) => (tableStatuses(block).length > 0 && block.kind === 'table' ? block.brokenAt : [])),
    request: firstExample(placed, ['request', 'request-example']),
    response: firstExample(placed, ['response', 'response-example']),
    endLine: lastLine(section),
  };
}

/** Different requests in one section, at most: a list of more is an index rather than a description. */
const MAX_REQUESTS = 50;

function requestsIn(section: Section): readonly (readonly RequestForm[])[] {
  const byRequest = new Map<string, RequestForm[]>();
  for (const form of formsOf(section.placed.filter(({ role }) => !role.endsWith('example')))) {
    const key = `${form.method} ${form.path}`;
    const same = byRequest.get(key) ?? [];
    same.push(form);
    byRequest.set(key, same);
  }
  return [...byRequest.values()];
}

/** All operations of a document, in its order; a section that names two different requests gives two, and one that names more than 50 gives 50. */
export function readOperations(document: ReadDocument): readonly ApiOperation[] {
  return operationSections(document).flatMap((section) => requestsIn(section).slice(0, MAX_REQUESTS).map((forms) => operationOf(section, forms)));
}

/** The sections that name more requests than are read. */
export function unreadRequests(document: ReadDocument): readonly Unread[] {
  return operationSections(document).flatMap((section) => {
    const first = requestsIn(section)[MAX_REQUESTS]?.[0];
    return first === undefined ? [] : [{ line: first.line, endLine: lastLine(section), what: `the requests of a section beyond ${MAX_REQUESTS}` }];
  });
}
