/** Which members of a contract file are facts: those that must bear an origin. */
import type { JsonPointer } from './contract.ts';
import { escapeToken } from './json-pointer.ts';
import { asObject, isObject } from './plain-object.ts';
import type { PlainObject } from './plain-object.ts';

/** An object of the file and those of its members that are facts. */
export interface FactHolder {
  readonly pointer: JsonPointer;
  readonly holder: PlainObject;
  readonly facts: readonly string[];
}

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

/** Facts of the objects at the root; `x-rejections` are facts one by one. */
const ROOT_FACTS: Readonly<Record<string, readonly string[]>> = {
  'x-service': ['types', 'versions', 'project', 'admin', 'public'],
  'x-resource': ['volatile'],
  'x-quota': ['maxItems', 'announcedAt'],
  'x-preconditions': ['pointer', 'writable', 'busy', 'actions'],
  'x-visibility': ['withinMs'],
  'x-microversions': ['header', 'min', 'max'],
};

/** Keywords that a value can break by themselves. `properties`, `items` and the like only lead to others. */
const ASSERTIONS = [
  'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'required', 'minProperties', 'maxProperties', 'minItems',
  'maxItems', 'uniqueItems', 'not', 'anyOf',
];

function isOrigin(name: string): boolean {
  return name === 'x-source' || name === 'x-choice' || name === 'x-beyond' || name === 'x-derived';
}

function holder(pointer: JsonPointer, value: unknown, names: readonly string[]): readonly FactHolder[] {
  if (!isObject(value)) return [];
  return [{ pointer, holder: value, facts: names.filter((name) => Object.hasOwn(value, name)) }];
}

function ofMembers(pointer: JsonPointer, value: unknown, visit: (pointer: JsonPointer, value: unknown) => readonly FactHolder[]): readonly FactHolder[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (isOrigin(name) ? [] : visit(`${pointer}/${escapeToken(name)}`, member)));
}

/** What stands inside `not` and `anyOf` is never broken by itself, so it bears no origins. */
function ofSchema(pointer: JsonPointer, value: unknown): readonly FactHolder[] {
  if (!isObject(value)) return [];
  const schema = value;
  const closed = typeof schema['additionalProperties'] === 'boolean' ? ['additionalProperties'] : [];
  return [
    ...holder(pointer, schema, [...ASSERTIONS, ...closed]),
    ...ofMembers(`${pointer}/properties`, schema['properties'], ofSchema),
    ...['propertyNames', 'additionalProperties', 'items'].flatMap((name) => ofSchema(`${pointer}/${name}`, schema[name])),
  ];
}

function ofContent(pointer: JsonPointer, value: unknown): readonly FactHolder[] {
  const content = asObject(asObject(value)['content']);
  return ofMembers(`${pointer}/content`, content, (at, media) => ofSchema(`${at}/schema`, asObject(media)['schema']));
}

function ofOperation(pointer: JsonPointer, value: unknown): readonly FactHolder[] {
  const operation = asObject(value);
  const responses = asObject(operation['responses']);
  const map = asObject(operation['x-map']);
  return [
    ...holder(pointer, value, ['x-effect', 'x-map', 'x-answer']),
    ...holder(`${pointer}/x-map`, map, map['nullMeans'] === 'removes' ? ['nullMeans', 'aliases'] : ['aliases']),
    ...holder(`${pointer}/responses`, operation['responses'], Object.keys(responses).filter((name) => !isOrigin(name))),
    ...ofMembers(`${pointer}/responses`, responses, ofContent),
    ...ofContent(`${pointer}/requestBody`, operation['requestBody']),
  ];
}

function ofPath(pointer: JsonPointer, value: unknown): readonly FactHolder[] {
  const item = asObject(value);
  return [
    ...ofMembers(`${pointer}/parameters`, item['parameters'], (at, parameter) => ofSchema(`${at}/schema`, asObject(parameter)['schema'])),
    ...METHODS.flatMap((method) => ofOperation(`${pointer}/${method}`, item[method])),
  ];
}

/** Every object of a contract file that holds facts, in file order of its parts; works on data that is otherwise wrong, too. */
export function factHolders(data: unknown): readonly FactHolder[] {
  const root = asObject(data);
  const reasons = Object.keys(asObject(root['x-rejections'])).filter((name) => !isOrigin(name));
  return [
    ...holder('', root, ['x-unaddressable']),
    ...Object.entries(ROOT_FACTS).flatMap(([name, facts]) => holder(`/${name}`, root[name], facts)),
    ...holder('/x-rejections', root['x-rejections'], reasons),
    ...ofMembers('/x-constraints', root['x-constraints'], (at, law) => holder(at, law, ['kind'])),
    ...ofMembers('/paths', root['paths'], ofPath),
    ...ofMembers('/components/schemas', asObject(root['components'])['schemas'], ofSchema),
  ];
}
