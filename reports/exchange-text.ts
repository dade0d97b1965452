import type { Body, Exchange } from '../targets/trace.ts';
import { clipped, printable } from './printable.ts';

const MAX_BODY = 400;

function bodyText(body: Body | null): string {
  if (body === null) return '';
  return printable(clipped(body.base64 === undefined ? (body.text ?? '') : `base64:${body.base64}`, MAX_BODY));
}

/** An exchange as two lines for people: what was asked, what was answered. */
export function exchangeLines({ role, request, response, trouble }: Exchange): readonly string[] {
  const asked = `${role.padEnd(7)} ${request.method} ${printable(request.path)} ${bodyText(request.body)}`.trimEnd();
  const answered = response === null ? `no answer: ${trouble?.message ?? 'none recorded'}` : `${response.status} ${bodyText(response.body)}`;
  return [asked, `        ${answered}`.trimEnd()];
}
