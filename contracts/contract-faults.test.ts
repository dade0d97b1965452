import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractFaults } from './contract-faults.ts';
import { factHolders } from './facts.ts';
import { contractFiles } from './find-contracts.ts';
import { escapeToken, pointerTokens, resolvePointer } from './json-pointer.ts';
import { contractId } from './load-contract.ts';
import { readYaml } from './read-yaml.ts';

type Tree = Record<string, unknown>;

function dataOf(file: string): Tree {
  return readYaml(readFileSync(file, 'utf8')).data as Tree;
}

const server = dataOf(join(import.meta.dirname, 'openstack/server.yaml'));
const MAP = '/paths/~1servers~1{server_id}~1metadata';
const KEY = '/components/schemas/Key';
const OWN = { id: 'our-manual', title: 'Our manual', version: '1', date: 'undated', sha256: '0'.repeat(64), kind: 'document', location: 'manual.html' };

/** Replace what stands at a pointer; `undefined` deletes it. */
function put(data: Tree, pointer: string, value: unknown): void {
  const tokens = pointerTokens(pointer);
  const name = tokens.at(-1)!;
  const holder = resolvePointer(data, tokens.slice(0, -1).map((token) => `/${escapeToken(token)}`).join('')) as Tree;
  if (value === undefined) delete holder[name];
  else holder[name] = value;
}

function rename(data: Tree, pointer: string, name: string): void {
  const value = resolvePointer(data, pointer);
  put(data, pointer, undefined);
  put(data, `${pointer.slice(0, pointer.lastIndexOf('/'))}/${escapeToken(name)}`, value);
}

/** What is done to the sound contract, and where the one fault is. */
const broken: readonly (readonly [kind: string, at: string, breakIt: (data: Tree) => void])[] = [
  ['a member is missing', '/x-key', (data) => put(data, '/x-key', undefined)],
  ['an unknown member', '/x-qouta', (data) => put(data, '/x-qouta', {})],
  ['an unknown keyword in a schema', `${KEY}/maxLenght`, (data) => put(data, `${KEY}/maxLenght`, 1)],
  ['a value of another type', '/x-quota/maxItems', (data) => put(data, '/x-quota/maxItems', '128')],
  ['a value that is not among those allowed', '/x-service/project', (data) => put(data, '/x-service/project', 'maybe')],
  ['a $ref that leads nowhere', `${MAP}/post/requestBody/content/application~1json/schema/$ref`, (data) => put(data, `${MAP}/post/requestBody/content/application~1json/schema/$ref`, '#/components/schemas/MergeRequst')],
  ['a schema that many refer to is gone', '/x-value/$ref', (data) => put(data, '/components/schemas/Value', undefined)],
  ['a constraint without origin', `${KEY}/maxLength`, (data) => put(data, `${KEY}/x-source/maxLength`, undefined)],
  ['a constraint with two origins', `${KEY}/maxLength`, (data) => put(data, `${KEY}/x-choice/maxLength`, resolvePointer(data, `${KEY}/x-choice/pattern`))],
  ['an origin without its member', `${KEY}/maxLength`, (data) => put(data, `${KEY}/maxLength`, undefined)],
  ['an origin for what is no fact', `${MAP}/post/summary`, (data) => put(data, `${MAP}/post/x-source/summary`, [{ document: 'openstack-server-metadata-merge', lines: '15' }])],
  ['x-beyond without its member', `${KEY}/enum`, (data) => put(data, `${KEY}/x-beyond/enum`, 'reject')],
  ['x-beyond with an unknown word', `${KEY}/x-beyond/maxLength`, (data) => put(data, `${KEY}/x-beyond/maxLength`, 'refuse')],
  ['a document that is not listed', `${KEY}/x-source/maxLength/0/document`, (data) => put(data, `${KEY}/x-source/maxLength/0/document`, 'openstack-server-metadata-item-upset')],
  ['a de facto source that is said to oblige', `${KEY}/x-source/maxLength/0/document`, (data) => put(data, `${KEY}/x-source/maxLength/0/document`, 'nova')],
  ['a document of its own under a name that is taken', '/x-documents/0/id', (data) => put(data, '/x-documents', [{ ...OWN, id: 'nova' }])],
  ['a document of its own without digest', '/x-documents/0/sha256', (data) => put(data, '/x-documents', [{ ...OWN, sha256: null }])],
  ['lines that are no line numbers', `${KEY}/x-source/maxLength/0/lines`, (data) => put(data, `${KEY}/x-source/maxLength/0/lines`, 'the last')],
  ['a choice without evidence', `${KEY}/x-choice/pattern/evidence`, (data) => put(data, `${KEY}/x-choice/pattern/evidence`, undefined)],
  ['an operation without x-effect', `${MAP}/post/x-effect`, (data) => put(data, `${MAP}/post/x-effect`, undefined)],
  ['no operation that reads the map', '/paths', (data) => put(data, `${MAP}/get`, undefined)],
  ['a status that is no number', '/x-rejections/state/0', (data) => put(data, '/x-rejections/state', ['409'])],
  ['a refusal that is no 4xx', '/x-rejections/state/0', (data) => put(data, '/x-rejections/state', [200])],
  ['an unknown reason of refusal', '/x-rejections/quotas', (data) => put(data, '/x-rejections/quotas', [403])],
  ['a response under a name that is no status', `${MAP}/post/responses/ok`, (data) => {
    rename(data, `${MAP}/post/responses/200`, 'ok');
    rename(data, `${MAP}/post/responses/x-source/200`, 'ok');
  }],
  ['no success among the responses', `${MAP}/post/responses`, (data) => {
    rename(data, `${MAP}/post/responses/200`, '400');
    rename(data, `${MAP}/post/responses/x-source/200`, '400');
  }],
  ['a pattern that is no regular expression', `${KEY}/pattern`, (data) => put(data, `${KEY}/pattern`, '[a-')],
  ['x-unaddressable that is no regular expression', '/x-unaddressable', (data) => put(data, '/x-unaddressable', '(')],
  ['a pointer that is none', `${MAP}/post/x-map/request`, (data) => put(data, `${MAP}/post/x-map/request`, 'metadata')],
  ['a type that JSON Schema does not know', `${KEY}/type`, (data) => put(data, `${KEY}/type`, 'text')],
  ['a law that is not known', '/x-constraints/0/kind', (data) => put(data, '/x-constraints/0/kind', 'keys-are-sorted')],
  ['an id that differs from the file name', '/info/x-id', (data) => put(data, '/info/x-id', 'servers')],
  ['a view that is no operation', '/x-resource/view', (data) => put(data, '/x-resource/view', 'showServers')],
  ['an operationId given twice', `${MAP}/post/operationId`, (data) => put(data, `${MAP}/post/operationId`, 'listServerMetadata')],
  ['a path without the resource', '/paths/~1servers~1{id}~1metadata', (data) => rename(data, MAP, '/servers/{id}/metadata')],
  ['a path parameter that is not declared', `${MAP}/parameters`, (data) => put(data, `${MAP}/parameters`, undefined)],
  ['an item operation on a path without key', `${MAP}/post/x-on`, (data) => put(data, `${MAP}/post/x-on`, 'item')],
  ['a request map without request body', `${MAP}/post/requestBody`, (data) => put(data, `${MAP}/post/requestBody`, undefined)],
  ['a response map without response body', `${MAP}/post/responses/200/content`, (data) => put(data, `${MAP}/post/responses/200/content`, undefined)],
  ['no paths', '/paths', (data) => put(data, '/paths', undefined)],
];

describe('a broken contract gives exactly one fault, at its place', () => {
  it.each(broken)('%s: %s', (_kind, at, breakIt) => {
    const data = structuredClone(server);
    breakIt(data);
    const faults = contractFaults(data, 'server');
    expect(faults.map(({ pointer }) => pointer)).toEqual([at]);
    expect(faults[0]!.expected).not.toBe('');
    expect(faults[0]!.found).not.toBe('');
  });

  it('a document of its own can oblige', () => {
    const data = structuredClone(server);
    put(data, '/x-documents', [OWN]);
    put(data, `${KEY}/x-source/maxLength/0/document`, OWN.id);
    expect(contractFaults(data, 'server')).toEqual([]);
  });

  it('two mistakes are two faults', () => {
    const data = structuredClone(server);
    put(data, '/x-quota/maxItems', '128');
    put(data, `${KEY}/pattern`, '[');
    expect(contractFaults(data, 'server')).toHaveLength(2);
  });

  it('what is no object at all is one fault', () => {
    for (const data of [[], 'text', 1, null, undefined]) expect(contractFaults(data, 'server')).toHaveLength(1);
  });

  it('the nearest name is offered', () => {
    const data = structuredClone(server);
    put(data, '/x-qouta', {});
    expect(contractFaults(data, 'server')[0]!.expected).toContain('x-quota');
  });
});

describe.each(contractFiles().map((file) => [contractId(file), dataOf(file)] as const))('%s', (id, sound) => {
  const entries = factHolders(sound).flatMap(({ pointer, facts }) => facts.map((fact) => [`${pointer}/${escapeToken(fact)}`, pointer, fact] as const));

  it('has no fault', () => {
    expect(contractFaults(sound, id)).toEqual([]);
  });

  it('without any single origin has one fault, which names the constraint', () => {
    expect(entries.length).toBeGreaterThan(50);
    for (const [constraint, holder, fact] of entries) {
      const data = structuredClone(sound);
      const kind = resolvePointer(data, `${holder}/x-source/${escapeToken(fact)}`) === undefined ? 'x-choice' : 'x-source';
      put(data, `${holder}/${kind}/${escapeToken(fact)}`, undefined);
      expect(contractFaults(data, id).map(({ pointer }) => pointer)).toEqual([constraint]);
    }
  });
});
