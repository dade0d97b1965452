/** Says why no route led to a resource, so that the next attempt can succeed. */
import type { Contract } from '../contracts/contract.ts';
import type { Answer, Outcome } from './dispatch.ts';
import { headerValue } from './dispatch.ts';
import { jsonOf, textOf } from './json-map.ts';
import { TargetError } from './target-error.ts';
import type { TargetErrorCode } from './target-error.ts';

/** One read of the map on one candidate route. */
export interface Attempt {
  readonly url: string;
  readonly outcome: Outcome;
}

const ORDER: readonly TargetErrorCode[] = ['unauthorized', 'forbidden', 'wrong-kind', 'not-json', 'server-error', 'not-found', 'redirect', 'unreachable'];

function firstBytes(answer: Answer): string {
  const text = (textOf(answer.body) ?? Buffer.from(answer.body).toString('latin1')).slice(0, 80).replace(/\s+/g, ' ').trim();
  return text === '' ? 'an empty body' : JSON.stringify(text);
}

function codeOfAnswer(answer: Answer): TargetErrorCode {
  if (answer.status === 401) return 'unauthorized';
  if (answer.status === 403) return 'forbidden';
  if (answer.status === 404) return 'not-found';
  if (answer.status === 400) return 'wrong-kind';
  if (answer.status >= 500) return 'server-error';
  if (answer.status >= 300 && answer.status < 400) return 'redirect';
  return jsonOf(answer.body) === undefined ? 'not-json' : 'wrong-kind';
}

function codeOf({ outcome }: Attempt): TargetErrorCode {
  return outcome.answer === null ? 'unreachable' : codeOfAnswer(outcome.answer);
}

function got({ outcome }: Attempt): string {
  if (outcome.answer === null) return outcome.trouble?.message ?? 'no answer';
  const type = headerValue(outcome.answer, 'content-type') ?? 'no content type';
  return `${outcome.answer.status}, ${type}, beginning ${firstBytes(outcome.answer)}`;
}

function nextStep(code: TargetErrorCode, contract: Contract, id: string, attempt: Attempt): string {
  const location = attempt.outcome.answer === null ? undefined : headerValue(attempt.outcome.answer, 'location');
  switch (code) {
    case 'unauthorized': return 'The token is missing, wrong or expired: give a fresh one.';
    case 'forbidden': return contract.service.admin ? 'This resource needs an administrator: give an administrator\'s token.' : 'The token may not read this resource: give its owner\'s.';
    case 'wrong-kind': return `Check that ${JSON.stringify(id)} is the id of a ${contract.resource.noun} and that the endpoint is that of the service ${contract.service.types.join(' or ')}.`;
    case 'not-json': return 'This is no API answer: check that the endpoint is the API and not a dashboard or a login page.';
    case 'server-error': return 'The service fails on a plain read: mend it first.';
    case 'not-found': return `Check the id ${JSON.stringify(id)}, whether the token's project owns it, and the endpoint's version.`;
    case 'redirect': return `Redirects are not followed: give the endpoint itself${location === undefined ? '' : ` (${location})`}.`;
    default: return 'Check the host, the port and the scheme of the endpoint.';
  }
}

/** The error for a resource that no candidate route led to; the most telling attempt speaks. */
export function preflightError(contract: Contract, id: string, attempts: readonly Attempt[]): TargetError {
  const code = ORDER.find((candidate) => attempts.some((attempt) => codeOf(attempt) === candidate)) ?? 'unreachable';
  const telling = attempts.find((attempt) => codeOf(attempt) === code) as Attempt;
  const others = attempts.length > 1 ? ` Also tried: ${attempts.filter((attempt) => attempt !== telling).map(({ url }) => url).join(', ')}.` : '';
  return new TargetError(code, [
    `Cannot read the metadata of ${contract.id} ${JSON.stringify(id)} (GET ${telling.url}).`,
    'Expected: 200 with JSON that holds the map.', `Got: ${got(telling).replace(/\.$/, '')}.`, nextStep(code, contract, id, telling) + others,
  ].join(' '));
}
