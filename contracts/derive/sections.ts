/** The parts of a document that describe one operation each, and the parts of these. */
import type { Block, ReadDocument } from './model.ts';
import { requestLine } from './request-line.ts';

/** What a part of a description is about. */
export type Role = 'prose' | 'uri' | 'request' | 'response' | 'request-example' | 'response-example' | 'statuses';

/** A block, the part it stands in, and the nearest caption over it. */
export interface Placed {
  readonly block: Block;
  readonly role: Role;
  readonly caption: { readonly text: string; readonly line: number } | null;
}

/** A titled part of the document. */
export interface Section {
  readonly title: string;
  readonly line: number;
  readonly level: number;
  readonly placed: Placed[];
}

const GENERIC: readonly (readonly [RegExp, Role])[] = [
  [/^(?=.*\bexamples?\b)(?=.*\bresponse\b)/i, 'response-example'],
  [/^(?=.*\bexamples?\b)(?=.*\brequest\b)/i, 'request-example'],
  [/^(?:response|status|error|returned?) (?:status )?(?:codes?|values?)\b/i, 'statuses'],
  [/^request(?: (?:parameters?|message|body|headers?|query.*|path.*))?$/i, 'request'],
  [/^response(?: (?:parameters?|message|body|headers?))?$/i, 'response'],
  [/^(?:uri|url|calling method|path)$/i, 'uri'],
  [/^(?:functions?|description|constraints?|restrictions?|preconditions?|notes?|authorization information|debugging)$/i, 'prose'],
];

function genericRole(text: string): Role | null {
  return GENERIC.find(([pattern]) => pattern.test(text.replaceAll('*', '').trim()))?.[1] ?? null;
}

/** The requests a block names: by markup, or as lines of code before anything else. */
export function requestsOf(block: Block): readonly Extract<Block, { kind: 'request' }>[] {
  if (block.kind === 'request') return [block];
  if (block.kind !== 'code') return [];
  const requests: Extract<Block, { kind: 'request' }>[] = [];
  for (const [index, text] of block.text.split('\n').entries()) {
    const request = requestLine(text, block.file === null ? block.line + index : block.line);
    if (request === null) break;
    requests.push(request);
  }
  return requests;
}

/** The sections of a document, cut at each heading that is a title rather than `Request`, `URI` and the like. */
function cut(document: ReadDocument): readonly Section[] {
  const sections: Section[] = [{ title: document.title, line: 1, level: 0, placed: [] }];
  let role: Role = 'prose';
  let caption: Placed['caption'] = null;
  for (const block of document.blocks) {
    const generic = block.kind === 'heading' ? genericRole(block.text) : null;
    if (block.kind === 'heading' && generic === null) sections.push({ title: block.text, line: block.line, level: block.level, placed: [] });
    if (block.kind === 'heading') {
      role = generic ?? 'prose';
      caption = generic !== null && role.endsWith('example') ? { text: block.text, line: block.line } : null;
      const request = requestLine(block.text, block.line);
      if (request !== null) sections.at(-1)!.placed.push({ block: request, role, caption });
      continue;
    }
    if (block.kind === 'prose' && block.strong) caption = { text: block.text.replaceAll('*', ''), line: block.line };
    sections.at(-1)!.placed.push({ block, role, caption });
    if (block.kind === 'code' || block.kind === 'table') caption = null;
  }
  return sections;
}

function namesRequest(section: Section): boolean {
  return section.placed.some(({ block, role }) => !role.endsWith('example') && requestsOf(block).length > 0);
}

/** Sections without a request that lie below one that has it belong to it. */
export function sectionsOf(document: ReadDocument): readonly Section[] {
  const whole: Section[] = [];
  for (const section of cut(document)) {
    const above = whole.at(-1);
    if (above !== undefined && above.level > 0 && namesRequest(above) && section.level > above.level && !namesRequest(section)) above.placed.push(...section.placed);
    else whole.push(section);
  }
  return whole;
}

/** The sections that describe an operation. */
export function operationSections(document: ReadDocument): readonly Section[] {
  return sectionsOf(document).filter(namesRequest);
}
