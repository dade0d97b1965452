/** What each effect promises a consumer: one interaction for each thing that a client would rely on. */
import type { Contract, JsonPointer, Operation } from '../contract.ts';
import { resolvePointer } from '../json-pointer.ts';
import { asObject } from '../plain-object.ts';
import { bodyOf, interactionOf, operationFor, successOf } from './draft-interaction.ts';
import type { PactInteraction, Pairs } from './interaction.ts';
import { violationsAt } from '../violations.ts';
import { pactState } from './states.ts';

/** A write and what it makes of a map. */
interface Change {
  readonly description: string;
  readonly before: Pairs;
  readonly sent: Pairs;
  readonly after: Pairs;
}

const BEFORE: Pairs = { changed: 'before', kept: 'as it was' };
const SENT: Pairs = { added: 'new', changed: 'after' };

function limit(contract: Contract, schema: JsonPointer, keyword: string): number | null {
  const value = asObject(resolvePointer(contract.openapi, schema))[keyword];
  return typeof value === 'number' ? value : null;
}

/** The longest key and the longest value in one pair; nothing where the contract sets no limit. */
function longest(contract: Contract): Readonly<Record<string, string>> | null {
  const [key, value] = [limit(contract, contract.keySchema, 'maxLength'), limit(contract, contract.valueSchema, 'maxLength')];
  return key === null || value === null ? null : { ['k'.repeat(key)]: 'v'.repeat(value) };
}

/** Whether the contract lets a key and a value be sent. */
function isValid(contract: Contract, key: string, value: unknown): boolean {
  return violationsAt(contract, contract.keySchema, key).length === 0 && violationsAt(contract, contract.valueSchema, value).length === 0;
}

/** Pairs at the edges of what may be sent. */
function edges(contract: Contract): readonly (readonly [string, Pairs])[] {
  const long = longest(contract);
  const all: readonly (readonly [string, Pairs])[] = [
    ['an empty value', { empty: '' }], ['keys that differ in punctuation', { 'a-b': '1', 'a.b': '2', 'a:b': '3', 'a_b': '4' }], ['letters of other scripts in a value', { scripts: 'ä ж 中' }],
    ...(long === null ? [] : [['the longest key and value', long] as const]),
  ];
  return all.filter(([, pairs]) => Object.entries(pairs).every(([key, value]) => isValid(contract, key, value)));
}

function merges(contract: Contract, operation: Operation): readonly Change[] {
  const removal: readonly Change[] = operation.nullMeans === 'removes' ? [{ description: 'a merge with null removes the item', before: BEFORE, sent: { changed: null }, after: { kept: 'as it was' } }] : [];
  return [
    { description: 'a merge changes and adds items and keeps the others', before: BEFORE, sent: SENT, after: { ...BEFORE, ...SENT } },
    { description: 'a merge into no metadata', before: {}, sent: SENT, after: SENT },
    { description: 'a merge of nothing keeps everything', before: BEFORE, sent: {}, after: BEFORE }, ...removal,
    ...edges(contract).map(([what, pairs]): Change => ({ description: `a merge of ${what}`, before: BEFORE, sent: pairs, after: { ...BEFORE, ...pairs } })),
  ];
}

function replaces(contract: Contract): readonly Change[] {
  return [
    { description: 'a replacement leaves nothing else behind', before: BEFORE, sent: SENT, after: SENT }, { description: 'a replacement by nothing empties the map', before: BEFORE, sent: {}, after: {} },
    ...edges(contract).map(([what, pairs]): Change => ({ description: `a replacement by ${what}`, before: BEFORE, sent: pairs, after: pairs })),
  ];
}

/** What an answer shows of the map after a write. */
function shown(operation: Operation, { sent, after }: Change): Pairs {
  return operation.answer === 'map' ? after : sent;
}

function ofMap(contract: Contract, operation: Operation, changes: readonly Change[]): readonly PactInteraction[] {
  return changes.map((change) => interactionOf(contract, operation, 'effect', {
    description: change.description, states: [pactState(contract, { kind: 'metadata', metadata: change.before })], request: { body: bodyOf(operation, change.sent) },
    response: successOf(contract, operation, shown(operation, change)), shows: shown(operation, change),
  }));
}

function upserts(contract: Contract, operation: Operation): readonly PactInteraction[] {
  const long = longest(contract);
  const pairs: readonly (readonly [string, string, string])[] = [
    ['an upsert adds an item', 'added', 'new'], ['an upsert changes an item', 'changed', 'after'], ['an upsert of an empty value', 'changed', ''], ['an upsert of an item whose key has punctuation', 'a-b.c:d_e', '1'],
    ...Object.entries(long ?? {}).map(([key, value]) => ['an upsert of the longest key and value', key, value] as const),
  ];
  return pairs.filter(([, key, value]) => isValid(contract, key, value)).map(([description, key, value]) => {
    const shows: Pairs = operation.answer === 'map' ? { ...BEFORE, [key]: value } : { [key]: value };
    return interactionOf(contract, operation, 'effect', {
      description, states: [pactState(contract, { kind: 'metadata', metadata: BEFORE })], request: { key, body: bodyOf(operation, { [key]: value }) }, response: successOf(contract, operation, shows), shows,
    });
  });
}

function reads(contract: Contract): readonly PactInteraction[] {
  return contract.operations.filter(({ effect, on }) => effect === 'read' && on !== 'item').flatMap((operation) => {
    const what = operation.on === 'resource' ? `the ${contract.resource.noun} itself` : 'the metadata';
    return ([['some', BEFORE], ['no', {}]] as const).map(([how, pairs]) => interactionOf(contract, operation, 'effect', {
      description: `a read of ${what} with ${how} items`, states: [pactState(contract, { kind: 'metadata', metadata: pairs })], request: {}, response: successOf(contract, operation, pairs), shows: pairs,
    }));
  });
}

function items(contract: Contract): readonly PactInteraction[] {
  const [read, upsert, remove] = [operationFor(contract, 'read', 'item'), operationFor(contract, 'upsert', 'item'), operationFor(contract, 'remove', 'item')];
  const states = [pactState(contract, { kind: 'metadata', metadata: BEFORE })];
  const shows: Pairs = { kept: 'as it was' };
  return [
    ...(read === undefined ? [] : [interactionOf(contract, read, 'effect', { description: 'a read of one item', states, request: { key: 'kept' }, response: successOf(contract, read, shows), shows })]),
    ...(upsert === undefined ? [] : upserts(contract, upsert)),
    ...(remove === undefined ? [] : [interactionOf(contract, remove, 'effect', { description: 'a removal of one item', states, request: { key: 'changed' }, response: { statuses: successOf(contract, remove, {}).statuses, body: null } })]),
  ];
}

/** The interactions of all effects that a contract has. */
export function effectInteractions(contract: Contract): readonly PactInteraction[] {
  const [merge, replace] = [operationFor(contract, 'merge', 'map'), operationFor(contract, 'replace', 'map')];
  return [
    ...reads(contract), ...(merge === undefined ? [] : ofMap(contract, merge, merges(contract, merge))), ...(replace === undefined ? [] : ofMap(contract, replace, replaces(contract))), ...items(contract),
  ];
}
