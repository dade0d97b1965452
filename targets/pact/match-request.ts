/** Whether a request is the one that an interaction of a pact file expects: the part of Pact's matching that requests use. Pure. */
import { escapePattern } from '../../contracts/escape-pattern.ts';
import { asObject, isObject, type PlainObject } from '../../contracts/plain-object.ts';

/** A request as a mock receives it. */
export interface AskedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Names lower-cased. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text; undefined: none. */
  readonly body: unknown;
}

const KNOWN = ['regex', 'type', 'equality', 'integer', 'decimal', 'number', 'boolean', 'null', 'include'];

type Rule = PlainObject;

function rulesOf(holder: unknown): readonly Rule[] {
  const { matchers } = asObject(holder);
  return Array.isArray(matchers) ? matchers.map(asObject) : [];
}

function allRules(rules: PlainObject): readonly Rule[] {
  const groups = ['header', 'body', 'query'].flatMap((part) => Object.values(asObject(rules[part])));
  return [rules['path'], ...groups].flatMap(rulesOf);
}

/** The kinds of matchers in a request that are not known here: such a pact cannot be served truthfully. */
export function unknownMatchers(request: PlainObject): readonly string[] {
  const rules = asObject(request['matchingRules']);
  const flat = Object.keys(rules).filter((name) => name.startsWith('$'));
  const kinds = allRules(rules).map(({ match }) => (typeof match === 'string' ? match : 'a matcher without a kind'));
  return [...new Set([...kinds.filter((kind) => !KNOWN.includes(kind)), ...(flat.length === 0 ? [] : ['rules in the form of version 2'])])];
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** Whether a value obeys one rule; objects and lists under `type` are walked by the caller. */
function obeys(rule: Rule, expected: unknown, actual: unknown): boolean {
  switch (rule['match']) {
    case 'regex': return new RegExp(String(rule['regex'])).test(String(actual));
    case 'include': return String(actual).includes(String(rule['value']));
    case 'integer': return Number.isInteger(actual);
    case 'decimal': case 'number': return typeof actual === 'number';
    case 'boolean': return typeof actual === 'boolean';
    case 'null': return actual === null;
    case 'type': return kindOf(expected) === kindOf(actual);
    default: return same(expected, actual, '', {}, false);
  }
}

/** The rules of a place; `*` stands for any member or index. */
function rulesAt(rules: PlainObject, place: string): readonly Rule[] {
  const exact = rules[place];
  if (exact !== undefined) return rulesOf(exact);
  const pattern = Object.keys(rules).find((key) => key.includes('*') && new RegExp(`^${key.split('*').map(escapePattern).join('[^.\\[\\]]+')}$`).test(place));
  return pattern === undefined ? [] : rulesOf(rules[pattern]);
}

/** Whether a value is what is expected at a place, by its rules, by a `type` rule above it, or literally. A request holds no member more. */
function same(expected: unknown, actual: unknown, place: string, rules: PlainObject, byType: boolean): boolean {
  const own = rulesAt(rules, place);
  if (own.length > 0 && !own.every((rule) => obeys(rule, expected, actual))) return false;
  const typed = own.length > 0 ? own.some(({ match }) => match === 'type') : byType;
  if (isObject(expected)) {
    if (!isObject(actual) || Object.keys(actual).some((name) => !Object.hasOwn(expected, name))) return false;
    return Object.entries(expected).every(([name, member]) => Object.hasOwn(actual, name) && same(member, actual[name], `${place}.${name}`, rules, typed));
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || (!typed && actual.length !== expected.length)) return false;
    return expected.every((member, index) => same(member, actual[index], `${place}[${index}]`, rules, typed));
  }
  return own.length > 0 || (typed ? kindOf(expected) === kindOf(actual) : expected === actual);
}

/** The text of a header that a file gives as text or as a list. */
export function headerText(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** `application/json; charset=utf-8` is `application/json`. */
function headerFits(name: string, expected: string, actual: string | undefined, rules: readonly Rule[]): boolean {
  if (actual === undefined) return false;
  if (rules.length > 0) return rules.every((rule) => obeys(rule, expected, actual));
  if (name.toLowerCase() !== 'content-type') return expected === actual;
  return expected.split(';')[0]?.trim().toLowerCase() === actual.split(';')[0]?.trim().toLowerCase();
}

/** What a body of a file holds: version 4 wraps it. */
export function bodyContent(body: unknown): unknown {
  return isObject(body) && Object.hasOwn(body, 'content') ? body['content'] : body ?? undefined;
}

/** What of a request does not fit: empty when it is the expected one. */
export function misfits(request: PlainObject, asked: AskedRequest): readonly ('method' | 'path' | 'headers' | 'body')[] {
  const rules = asObject(request['matchingRules']);
  const path = rulesOf(rules['path']);
  const headers = Object.entries(asObject(request['headers']));
  const headerRules = asObject(rules['header']);
  const expected = bodyContent(request['body']);
  return [
    ...(String(request['method']).toUpperCase() === asked.method ? [] : ['method'] as const),
    ...((path.length > 0 ? path.every((rule) => obeys(rule, request['path'], asked.path)) : request['path'] === asked.path) ? [] : ['path'] as const),
    ...(headers.every(([name, value]) => headerFits(name, headerText(value), asked.headers[name.toLowerCase()], rulesOf(headerRules[name]))) ? [] : ['headers'] as const),
    ...(expected === undefined || same(expected, asked.body, '$', asObject(rules['body']), false) ? [] : ['body'] as const),
  ];
}
