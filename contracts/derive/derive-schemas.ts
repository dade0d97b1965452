/** The schemas of a derived contract: ids, key, value and map, and the bodies around them. */
import { pointerTokens } from '../json-pointer.ts';
import { isObject } from '../plain-object.ts';
import type { Example, Parameter } from './api-operation.ts';
import { FactHolder, lineRange } from './fact-holder.ts';
import type { ResourceGroup } from './group-resources.ts';
import { limitsOf } from './limits.ts';
import type { Limit } from './limits.ts';
import type { Sentence } from './model.ts';
import type { ResourceOperation } from './resource-operation.ts';
import { uniqueBy } from './unique-by.ts';

/** A schema under construction, as data. */
export type Schema = Record<string, unknown>;

function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** `set_metadata` -> `SetMetadata`. */
export function pascal(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
}

function linesOf({ line, endLine }: { readonly line: number; readonly endLine: number }): string {
  return lineRange(line, endLine);
}

const SUBJECTS: Readonly<Record<string, 'key' | 'value'>> = { key: 'key', name: 'key', value: 'value' };

/** Whether a sentence begins with what it is about: `A key ...`, `The tag name ...`, `Values ...`. A name is a key. */
function ownSubject({ text }: Sentence): 'key' | 'value' | null {
  const [, word = ''] = /^(?:(?:an?|the|each|every) )?(?:\w+ )?(key|name|value)s?\b/i.exec(text) ?? [];
  return SUBJECTS[word.toLowerCase()] ?? null;
}

/** Sentences about key or value: those of the rows `key` and `value`, and those that follow `For a metadata key:`. */
export function subjectSentences(parameters: readonly Parameter[], subject: 'key' | 'value'): readonly { readonly parameter: Parameter; readonly sentence: Sentence }[] {
  return parameters.flatMap((parameter) => {
    const isRow = parameter.name === subject || (subject === 'key' && parameter.place === 'path' && /(?:^|_)key$/.test(parameter.name));
    if (isRow) return parameter.sentences.map((sentence) => ({ parameter, sentence }));
    if (parameter.name === 'key' || parameter.name === 'value') return [];
    let about: 'key' | 'value' | null = null;
    return parameter.sentences.flatMap((sentence) => {
      const marker = /^for (?:a |the )?(?:\w+ )?(key|value)s?:$/i.exec(sentence.text)?.[1]?.toLowerCase();
      if (marker !== undefined) about = marker as 'key' | 'value';
      const both = /\bkey and value\b/i.test(sentence.text);
      return (about ?? ownSubject(sentence)) === subject || both ? [{ parameter, sentence }] : [];
    });
  });
}

interface Said {
  readonly operation: ResourceOperation;
  /** Lines of the row, or of the sentence itself where it stands in the prose. */
  readonly lines: string;
  readonly limit: Limit;
}

/** The limits on key or value, those of the tables first. */
function limitsOn(group: ResourceGroup, subject: 'key' | 'value'): readonly Said[] {
  return group.operations.flatMap((operation) => {
    const inTables = subjectSentences(operation.operation.parameters, subject).map(({ parameter, sentence }) => ({ sentence, lines: linesOf(parameter) }));
    const inProse = operation.operation.sentences.filter((sentence) => ownSubject(sentence) === subject).map((sentence) => ({ sentence, lines: linesOf(sentence) }));
    return [...inTables, ...inProse].flatMap(({ sentence, lines }) => limitsOf(sentence).map((limit) => ({ operation, lines, limit })));
  });
}

/** What is open about a limit: its unit, or that another sentence gives it otherwise. */
function openLimit(first: Limit, others: readonly Limit[]): string | null {
  const differs = others.find(({ value, unit }) => value !== first.value || (unit !== null && first.unit !== null && unit !== first.unit));
  if (differs !== undefined) return `another sentence says ${differs.value}${differs.unit === null ? '' : ` ${differs.unit}`}`;
  return first.unit === 'bytes' ? 'the document counts bytes, a schema characters' : null;
}

/** The first sentence on each keyword gives the limit; all that speak of it are noted. */
function addLimits(holder: FactHolder, group: ResourceGroup, subject: 'key' | 'value'): void {
  const all = limitsOn(group, subject);
  for (const keyword of new Set(all.map(({ limit }) => limit.keyword))) {
    const [first, ...others] = uniqueBy(all.filter(({ limit }) => limit.keyword === keyword), ({ limit }) => limit.sentence.sha256);
    const { operation, lines: own, limit } = first!;
    const open = openLimit(limit, others.map((other) => other.limit));
    const lines = limit.sentence.file === null ? [] : [own];
    holder.fact(keyword, limit.value, operation.document.id, lines, { confidence: open === null ? 'certain' : 'likely', sentences: [limit.sentence], also: others.map((other) => other.limit.sentence), open });
  }
}

function typedParameter(group: ResourceGroup, accept: (parameter: Parameter, operation: ResourceOperation) => boolean): { readonly operation: ResourceOperation; readonly parameter: Parameter } | null {
  for (const operation of group.operations) {
    const parameter = operation.operation.parameters.find((each) => each.type !== null && accept(each, operation));
    if (parameter !== undefined) return { operation, parameter };
  }
  return null;
}

function firstRequest(group: ResourceGroup, on?: 'map' | 'item'): { readonly operation: ResourceOperation; readonly example: Example } | null {
  for (const operation of group.operations) {
    const example = operation.request === null ? null : operation.operation.request;
    if (example !== null && (on === undefined || operation.on === on)) return { operation, example };
  }
  return null;
}

function idSchema(group: ResourceGroup): Schema {
  const found = typedParameter(group, ({ name, place }) => place === 'path' && name === group.parameter);
  const holder = new FactHolder();
  return found === null ? holder.done() : holder.fact('type', found.parameter.type, found.operation.document.id, [linesOf(found.parameter)]).done();
}

function keySchema(group: ResourceGroup): Schema {
  const holder = new FactHolder();
  const found = typedParameter(group, ({ name, type }, { keyParameter }) => type === 'string' && (name === keyParameter || name === 'key'));
  const example = firstRequest(group);
  if (found !== null) holder.fact('type', 'string', found.operation.document.id, [linesOf(found.parameter)]);
  else if (example !== null) holder.fact('type', 'string', example.operation.document.id, [linesOf(example.example)]);
  addLimits(holder, group, 'key');
  return holder.done();
}

function valueSchema(group: ResourceGroup): Schema {
  const holder = new FactHolder();
  const found = typedParameter(group, ({ name, type }) => name === 'value' && type !== 'object');
  if (found !== null) holder.fact('type', found.parameter.type, found.operation.document.id, [linesOf(found.parameter)]);
  addLimits(holder, group, 'value');
  return holder.done();
}

const PAIRS = { propertyNames: ref('Key'), additionalProperties: ref('Value') } as const;

function mapSchema(group: ResourceGroup): Schema {
  const holder = new FactHolder({ type: 'object', ...PAIRS });
  const found = typedParameter(group, ({ name, type, place }, { on, request, response }) => on === 'map' && type === 'object' && place !== 'path' && [request, response].some((pointer) => pointer !== null && pointerTokens(pointer).at(-1) === name));
  const example = firstRequest(group, 'map') ?? firstRequest(group);
  if (found !== null) holder.fact('type', 'object', found.operation.document.id, [linesOf(found.parameter)]);
  else if (example !== null) holder.fact('type', 'object', example.operation.document.id, [linesOf(example.example)]);
  return holder.done();
}

function itemSchema(group: ResourceGroup): Schema | null {
  const item = firstRequest(group, 'item') ?? shownItem(group);
  return item === null ? null : new FactHolder({ type: 'object', ...PAIRS }).fact('type', 'object', item.operation.document.id, [linesOf(item.example)]).done();
}

function shownItem(group: ResourceGroup): { readonly operation: ResourceOperation; readonly example: Example } | null {
  const operation = group.operations.find(({ on, response }) => on === 'item' && response !== null);
  return operation === undefined ? null : { operation, example: operation.operation.response! };
}

function typeOf(value: unknown): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

/** A body as its example shows it, down to the map; what stands beside the map has the type it shows. */
function bodySchema(body: unknown, tokens: readonly string[], leaf: Schema, document: string, lines: readonly string[], beside: boolean): Schema {
  const [token, ...rest] = tokens;
  if (token === undefined || !isObject(body)) return leaf;
  const names = beside ? Object.keys(body) : [token, ...(typeof body['id'] === 'string' || typeof body['id'] === 'number' ? ['id'] : [])];
  const properties = Object.fromEntries(names.map((name): [string, Schema] => {
    if (name === token) return [name, bodySchema(body[name], rest, leaf, document, lines, beside)];
    const type = typeOf(body[name]);
    return [name, type === null ? {} : new FactHolder().fact('type', type, document, lines).done()];
  }));
  return new FactHolder({ type: 'object', required: names, properties }).fact('type', 'object', document, lines).fact('required', names, document, lines).done();
}

/** Name of the schema of a request: after its action where there is one, else after its effect. */
export function requestName({ request, effect }: ResourceOperation): string {
  const tokens = pointerTokens(request ?? '');
  return `${pascal(tokens.length > 1 ? tokens[0]! : effect)}Request`;
}

/** Name of the schema of a response. */
export function responseName(operation: ResourceOperation, noun: string): string {
  if (operation.on === 'resource') return `${pascal(noun)}View`;
  if (operation.effect === 'read') return operation.on === 'item' ? 'ItemResponse' : 'MapResponse';
  return requestName(operation).replace(/Request$/, 'Response');
}

function bodies(group: ResourceGroup, operation: ResourceOperation): readonly (readonly [string, Schema])[] {
  const { operation: { request, response }, document: { id } } = operation;
  const leaf = ref(operation.on === 'item' ? 'Item' : 'Map');
  return [
    ...(operation.request === null ? [] : [[requestName(operation), bodySchema(request!.body, pointerTokens(operation.request), leaf, id, [linesOf(request!)], true)] as const]),
    ...(operation.response === null ? [] : [[responseName(operation, group.noun), bodySchema(response!.body, pointerTokens(operation.response), leaf, id, [linesOf(response!)], operation.on !== 'resource')] as const]),
  ];
}

/** All schemas of a contract, by name. */
export function deriveSchemas(group: ResourceGroup): Record<string, Schema> {
  const item = itemSchema(group);
  return {
    [`${pascal(group.noun)}Id`]: idSchema(group), Key: keySchema(group), Value: valueSchema(group), Map: mapSchema(group),
    ...(item === null ? {} : { Item: item }),
    ...Object.fromEntries(group.operations.flatMap((operation) => bodies(group, operation))),
  };
}
