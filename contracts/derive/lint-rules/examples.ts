/** Rules on examples. */
import { isObject } from '../../plain-object.ts';
import type { ApiOperation, Example, Parameter } from '../api-operation.ts';
import { envelopeOf } from '../envelope.ts';
import { resolvePointer } from '../../json-pointer.ts';
import type { Found, LintRule } from '../lint-finding.ts';
import type { ReadDocument } from '../model.ts';

function examplesOf(operation: ApiOperation): readonly { readonly example: Example; readonly place: 'request' | 'response' }[] {
  return (['request', 'response'] as const).flatMap((place) => (operation[place] === null ? [] : [{ example: operation[place], place }]));
}

function broken(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => examplesOf(operation).filter(({ example }) => example.body === undefined)
    .map(({ example, place }) => ({ line: example.line, endLine: example.endLine, message: `the example of the ${place} is not JSON${example.file === null ? '' : ` (${example.file})`}` })));
}

/** An example that is no JSON. */
export const exampleIsNoJson: LintRule = { id: 'example-is-no-json', level: 'error', about: 'An example is not JSON.', look: broken };

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
}

/** All members of a body by name, envelopes opened. */
function members(body: unknown, depth = 0): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  if (Array.isArray(body)) return members(body[0], depth);
  if (!isObject(body) || depth > 3) return found;
  for (const [name, value] of Object.entries(body)) {
    for (const [inner, member] of members(value, depth + 1)) if (!found.has(inner)) found.set(inner, member);
    found.set(name, value);
  }
  return found;
}

function fits(type: string, value: unknown): boolean {
  const shown = typeOf(value);
  return shown === 'null' || shown === type || (type === 'number' && shown === 'integer');
}

/** Whether a row stands for any key or value of the map rather than for a member. */
function isPseudo({ name }: Parameter): boolean {
  return name === 'key' || name === 'value';
}

function misfits(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => examplesOf(operation).flatMap(({ example, place }) => {
    if (!isObject(example.body)) return [];
    const shown = members(example.body);
    const listed = operation.parameters.filter((parameter) => parameter.place === place && !isPseudo(parameter) && !parameter.name.includes('.'));
    return listed.flatMap(({ name, line, type, required }): readonly Found[] => {
      if (!shown.has(name)) return required === true ? [{ line, message: `${name} is mandatory, and the example on line ${example.line} does not show it` }] : [];
      return type === null || fits(type, shown.get(name)) ? [] : [{ line, message: `${name} is of type ${type}, the example on line ${example.line} shows ${typeOf(shown.get(name))}` }];
    });
  }));
}

/** An example that does not fit its table. */
export const exampleDiffersFromTable: LintRule = { id: 'example-differs-from-table', level: 'warning', about: 'An example does not fit its own table.', look: misfits };

function unlisted(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap((operation) => examplesOf(operation).flatMap(({ example, place }) => {
    const listed = operation.parameters.filter((parameter) => parameter.place === place).map(({ name }) => name);
    if (!isObject(example.body) || listed.length === 0) return [];
    return Object.keys(example.body).filter((name) => !listed.includes(name) && !listed.some((each) => each.startsWith(`${name}.`) || isPseudo({ name: each } as Parameter)))
      .map((name) => ({ line: example.line, endLine: example.endLine, message: `the example shows ${name}, which no table of the ${place} lists` }));
  }));
}

/** A member that only the example knows. */
export const memberUnlisted: LintRule = { id: 'member-unlisted', level: 'warning', about: 'An example shows a member that no table lists.', look: unlisted };

function answersOther(_document: ReadDocument, operations: readonly ApiOperation[]): readonly Found[] {
  return operations.flatMap(({ request, response, method, path }) => {
    const on = /\{[^}]+\}$/.test(path) ? 'item' : 'map';
    const [sent, shown] = [request, response].map((example) => {
      const pointer = example === null ? null : envelopeOf(example.body, on);
      return pointer === null ? undefined : resolvePointer(example!.body, pointer);
    });
    if (method === 'GET' || !isObject(sent) || !isObject(shown)) return [];
    const keys = Object.keys(sent).filter((key) => Object.hasOwn(shown, key) ? shown[key] !== sent[key] && sent[key] !== null : sent[key] !== null);
    return keys.length === 0 ? [] : [{ line: response!.line, endLine: response!.endLine, message: `the answer does not show what the request on line ${request!.line} sends for ${keys.join(', ')}` }];
  });
}

/** An answer that does not belong to its request. */
export const answerDiffersFromRequest: LintRule = { id: 'answer-differs-from-request', level: 'warning', about: 'The answer of an example does not show what its request sends.', look: answersOther };
