/** The exchanges of a finding: those that prove it in full, the others in a line each. */
import type { Body, Exchange } from '../../targets/trace.ts';
import { clipped } from '../printable.ts';
import { h, type Element } from './element.ts';

/** How much of the evidence a page holds; all of it is in report.json. */
export interface EvidenceLimits {
  /** Exchanges beside those that prove the finding. */
  readonly maxOthers: number;
  /** Code points of a body of the offending exchange. */
  readonly maxBody: number;
  /** Code points of a body of the other exchanges that prove the finding. */
  readonly maxProofBody: number;
}

function bodyText(body: Body | null, maxBody: number): string {
  if (body === null) return '';
  return clipped(body.base64 === undefined ? (body.text ?? '') : `base64: ${body.base64}`, maxBody);
}

function headerLines(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function answer({ response, trouble }: Exchange): string {
  return response === null ? `no answer: ${trouble?.message ?? 'none recorded'}` : String(response.status);
}

function duration({ calledAtMs, returnedAtMs }: Exchange): string {
  return `${(returnedAtMs - calledAtMs).toFixed(1)} ms`;
}

const ROLES: Readonly<Record<Exchange['role'], string>> = { start: 'reaching the start state', step: 'step of the plan', after: 'read back', settle: 'second look', recover: 'waiting, retrying' };

function message(head: string, headers: readonly (readonly [string, string])[], body: string): Element {
  return h('pre', null, [head, headerLines(headers), body === '' ? '' : `\n${body}`].filter((part) => part !== '').join('\n'));
}

function proofBlock(exchange: Exchange, isOffending: boolean, limits: EvidenceLimits): Element {
  const { id, role, request, response } = exchange;
  const maxBody = isOffending ? limits.maxBody : limits.maxProofBody;
  return h('details', { class: 'exchange', open: isOffending },
    h('summary', null, h('span', { class: 'exchange-id' }, `#${id}`), ' ', h('code', null, `${request.method} ${request.path}`), ` → ${answer(exchange)} `,
      h('span', { class: 'soft small' }, `${ROLES[role]}, ${duration(exchange)}`), isOffending ? h('strong', { class: 'tag' }, 'offending request') : h('span', { class: 'tag' }, 'proves it')),
    h('div', { class: 'messages' },
      message(`${request.method} ${request.path}`, request.headers, bodyText(request.body, maxBody)),
      response === null ? h('p', null, answer(exchange)) : message(String(response.status), response.headers, bodyText(response.body, maxBody))));
}

function otherLine(exchange: Exchange): Element {
  const { id, role, request } = exchange;
  const body = bodyText(request.body, 80);
  return h('li', null, h('span', { class: 'exchange-id' }, `#${id}`), ' ', h('code', null, `${request.method} ${request.path}${body === '' ? '' : ` ${body}`}`), ` → ${answer(exchange)} `, h('span', { class: 'soft small' }, ROLES[role]));
}

/** The exchanges: proofs first, the offending one open. */
export function exchangeList(exchanges: readonly Exchange[], proof: readonly number[], limits: EvidenceLimits): Element {
  const proving = proof.slice(0, 8).flatMap((id) => exchanges.find((exchange) => exchange.id === id) ?? []);
  const others = exchanges.filter((exchange) => !proving.includes(exchange));
  const shown = others.slice(0, limits.maxOthers);
  const left = others.length - shown.length;
  return h('div', null,
    proving.map((exchange) => proofBlock(exchange, exchange.id === proof[0], limits)),
    others.length === 0 ? null : h('details', { class: 'exchange' },
      h('summary', null, `${others.length} other ${others.length === 1 ? 'exchange' : 'exchanges'} of the same plan`),
      h('ol', { class: 'exchange-lines' }, shown.map(otherLine)),
      left === 0 ? null : h('p', { class: 'soft small' }, `${left} more in report.json.`)));
}
