/** The default choices for ids, keys, values, maps and bodies. */
import { asObject, isObject } from '../plain-object.ts';
import { choose, member, operationsOf, ref, schemasOf } from './choices.ts';
import type { Choose, Data, Plan } from './choices.ts';

const PRINTABLE = '^[^\\p{Cc}\\p{Cs}\\u{10000}-\\u{10FFFF}]*$';

/** What documents leave open of the schemas. */
export function completeSchemas({ data, chosen, pascalNoun }: Plan): void {
  const schemas = schemasOf(data);
  choose(member(schemas, `${pascalNoun}Id`), { type: 'string' }, chosen('Any text that is not empty may be an id.'));
  const key = member(schemas, 'Key');
  refuseBeyond(key);
  choose(key, { type: 'string' }, chosen('A key is text.'), 'reject');
  choose(key, { minLength: 1, maxLength: 255, }, chosen('A key has so many characters.'), 'reject');
  choose(key, { pattern: '^[A-Za-z0-9\\-_:.]*$' }, chosen('Keys of these characters can be used; whether others can is open.'), 'either');
  const value = member(schemas, 'Value');
  const removes = operationsOf(data).some(({ operation }) => asObject(operation['x-map'])['nullMeans'] === 'removes');
  refuseBeyond(value);
  choose(value, { type: removes ? ['string', 'null'] : 'string' }, chosen('A value is text.'), 'reject');
  choose(value, { minLength: 0, maxLength: 255 }, chosen('A value has so many characters.'), 'reject');
  choose(value, { pattern: PRINTABLE }, chosen('Values of these characters can be used; whether others can is open.'), 'either');
  choose(member(schemas, 'Map'), { type: 'object' }, chosen('The map is an object.'), 'reject');
  refuseBeyond(member(schemas, 'Map'));
  for (const name of ['Map', 'Item']) if (schemas[name] !== undefined) Object.assign(schemas[name] as Data, { propertyNames: ref('Key'), additionalProperties: ref('Value') });
  if (operationsOf(data).some(({ operation }) => operation['x-on'] === 'item')) {
    const item = member(schemas, 'Item');
    choose(item, { type: 'object', minProperties: 1, maxProperties: 1 }, chosen('The body of an item holds one pair.'), 'reject');
    refuseBeyond(item);
    Object.assign(item, { propertyNames: ref('Key'), additionalProperties: ref('Value') });
  }
  for (const [name, schema] of Object.entries(schemas)) if (/(?:Request|Response|View)$/.test(name)) closeBody(schema as Data, chosen, name.endsWith('Request'));
}

/** What a document says of types, lengths and members is refused beyond; of characters, it may be. */
function refuseBeyond(schema: Data): void {
  const stated = ['type', 'minLength', 'maxLength', 'required'].filter((name) => schema[name] !== undefined);
  if (stated.length > 0) schema['x-beyond'] = { ...Object.fromEntries(stated.map((name) => [name, 'reject'])), ...asObject(schema['x-beyond']) };
}

/** An answer may hold more than its example shows; a request with more may be refused, or taken as if it had not. */
function closeBody(schema: Data, chosen: Choose, isRequest: boolean): void {
  if (schema['type'] !== 'object' || schema['propertyNames'] !== undefined) return;
  if (isRequest) refuseBeyond(schema);
  if (isRequest) choose(schema, { additionalProperties: false }, chosen('A member that the example does not show may be refused.'), 'either');
  else choose(schema, { additionalProperties: true }, chosen('An answer may hold more than its example shows.'));
  for (const inner of Object.values(asObject(schema['properties']))) if (isObject(inner)) closeBody(inner, chosen, isRequest);
}
