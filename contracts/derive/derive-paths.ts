/** The paths of a derived contract. */
import type { Answer } from '../contract.ts';
import { resolvePointer } from '../json-pointer.ts';
import { isObject } from '../plain-object.ts';
import { keysLeft } from './effect.ts';
import { pascal, requestName, responseName } from './derive-schemas.ts';
import type { Schema } from './derive-schemas.ts';
import { FactHolder, lineRange, sentenceRef } from './fact-holder.ts';
import type { ResourceGroup } from './group-resources.ts';
import type { ResourceOperation } from './resource-operation.ts';

/** Name of an operation: effect, resource, map and, for one item, `Item`. */
export function operationId({ on, effect, mapName, operation, prefix }: ResourceOperation, noun: string): string {
  if (on === 'resource' || operation.path === prefix) return `show${pascal(noun)}`;
  const verb = effect === 'read' ? (on === 'item' ? 'show' : 'list') : effect;
  return `${verb}${pascal(noun)}${pascal(mapName)}${on === 'item' ? 'Item' : ''}`;
}

function exampleLines({ operation, request, response }: ResourceOperation): readonly string[] {
  return [
    ...(request === null ? [] : [lineRange(operation.request!.line, operation.request!.endLine)]),
    ...(response === null ? [] : [lineRange(operation.response!.line, operation.response!.endLine)]),
  ];
}

/** The action that the prose names where the example names another: another envelope for the same request. */
export function actionInProse({ operation, request }: ResourceOperation): { readonly name: string; readonly line: number; readonly endLine: number } | null {
  const shown = request?.split('/')[1];
  if (shown === undefined || !operation.path.endsWith('/action')) return null;
  for (const { text, line, endLine } of operation.sentences) {
    const name = /\b(?:specify|specifies|use|with) the `{1,2}([\w-]+)`{1,2} action\b/i.exec(text)?.[1];
    if (name !== undefined && name !== shown) return { name, line, endLine };
  }
  return null;
}

function placesOf(operation: ResourceOperation): Schema {
  const { request, response, document } = operation;
  const holder = new FactHolder({ request, response, nullMeans: 'invalid' });
  const action = actionInProse(operation);
  if (action !== null) holder.fact('aliases', [`/${action.name}/${request!.split('/').slice(2).join('/')}`], document.id, [lineRange(action.line, action.endLine)]);
  return holder.done();
}

function mapIn(operation: ResourceOperation, which: 'request' | 'response'): unknown {
  const pointer = operation[which];
  return pointer === null ? undefined : resolvePointer(operation.operation[which]!.body, pointer);
}

/** What the answer holds, where the document settles it: an answer equal to a merge may be an echo or the whole map. */
function answerOf(operation: ResourceOperation): Answer | null {
  const { effect, on, response } = operation;
  if (effect === 'remove') return response === null ? 'none' : null;
  if (response === null) return null;
  if (on === 'item') return isObject(mapIn(operation, 'response')) && Object.keys(mapIn(operation, 'response') as object).length === 1 ? 'item' : null;
  if (effect === 'read' || effect === 'replace') return 'map';
  return keysLeft(operation.operation).length > 0 ? 'map' : null;
}

function responsesOf(group: ResourceGroup, operation: ResourceOperation): Schema {
  const byStatus = new Map<number, string[]>();
  for (const { status, line } of operation.operation.statuses) byStatus.set(status, [...(byStatus.get(status) ?? []), String(line)]);
  const holder = new FactHolder();
  for (const [status, lines] of [...byStatus].toSorted(([one], [other]) => one - other)) {
    const content = status < 300 && operation.response !== null ? { content: { 'application/json': { schema: { $ref: `#/components/schemas/${responseName(operation, group.noun)}` } } } } : {};
    holder.fact(String(status), { description: `Listed on line ${[...new Set(lines)].join(', ')}`, ...content }, operation.document.id, lines);
  }
  return holder.done();
}

function operationObject(group: ResourceGroup, operation: ResourceOperation): Schema {
  const { reading, document, operation: { forms, title, sentences } } = operation;
  const formLines = forms.map(({ line }) => String(line));
  const holder = new FactHolder({ operationId: operationId(operation, group.noun), summary: title, 'x-on': operation.on });
  const shown = reading.byExample ? exampleLines(operation) : [];
  if (reading.effect === null) holder.note('x-effect', 'open', reading.sentences, reading.open);
  else holder.fact('x-effect', reading.effect, document.id, [...formLines, ...shown], reading);
  const lines = exampleLines(operation);
  if (lines.length > 0 || operation.effect === 'remove') holder.fact('x-map', placesOf(operation), document.id, lines.length > 0 ? lines : formLines);
  const answer = answerOf(operation);
  const answerLines = operation.response === null ? formLines : [...(operation.effect === 'merge' ? lines : lines.slice(-1))];
  if (answer !== null) holder.fact('x-answer', answer, document.id, answerLines);
  const body = operation.request === null ? {} : { requestBody: { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${requestName(operation)}` } } } } };
  const done = holder.done();
  const derived = { ...(done['x-derived'] as object | undefined), sentences: sentences.map(sentenceRef) };
  return { ...done, ...body, responses: responsesOf(group, operation), 'x-derived': { document: document.id, ...derived } };
}

function pathParameters(group: ResourceGroup, operation: ResourceOperation): readonly Schema[] {
  const parameter = (name: string, schema: string): Schema => ({ name, in: 'path', required: true, schema: { $ref: `#/components/schemas/${schema}` } });
  return [parameter(group.parameter, `${pascal(group.noun)}Id`), ...(operation.keyParameter === null ? [] : [parameter(operation.keyParameter, 'Key')])];
}

/** All paths of a contract. */
export function derivePaths(group: ResourceGroup): Record<string, Schema> {
  const paths: Record<string, Schema> = {};
  for (const operation of group.operations) {
    const { path, method } = operation.operation;
    paths[path] = { ...(paths[path] ?? { parameters: pathParameters(group, operation) }), [method.toLowerCase()]: operationObject(group, operation) };
  }
  return paths;
}
