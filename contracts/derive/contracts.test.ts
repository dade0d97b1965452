/** The contracts come from their documents: contract = derived part + overlay, and each fact with a source is derived. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceRef } from '../contract.ts';
import { contractFiles } from '../find-contracts.ts';
import { factHolders } from '../facts.ts';
import { resolvePointer } from '../json-pointer.ts';
import { contractId } from '../load-contract.ts';
import { asObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { readYaml } from '../read-yaml.ts';
import { CONTRACT_DOCUMENTS, derivedPart, deriveAnew, OVERLAY_FOLDER } from './derived-part.ts';
import { lintDocument } from './lint-document.ts';
import { applyOverlay, asOverlay } from './overlay.ts';
import { readDocument } from './read-document.ts';
import { readOperations } from './read-operations.ts';
import { deriveContracts } from './derive-contract.ts';
import { driftOf } from './drift.ts';
import { readEffect } from './effect.ts';

const DOCUMENTS = join(import.meta.dirname, '../../../shared/documents');
const ids = Object.keys(CONTRACT_DOCUMENTS);

function contractData(id: string): PlainObject {
  return readYaml(readFileSync(contractFiles().find((file) => contractId(file) === id)!, 'utf8')).data as PlainObject;
}

/** Facts that a person read out of a document and that no reader of tables can: each with the reason. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  'aggregate /paths/~1os-aggregates~1{aggregate_id}~1action/post x-map': 'that null removes is a choice within it',
  'aggregate /components/schemas/StoredMap type': 'the map of the answer has a schema of its own',
  'aggregate /components/schemas/Time type': 'times have a schema of their own',
  'aggregate /components/schemas/ShowResponse/properties/aggregate/properties/id type': 'the example of another operation',
  'ecs /components/schemas/ReplaceRequest required': 'cites the table, the derived part the example',
  'image /x-rejections invalid': 'statuses are listed without reasons',
  'image /x-rejections not-found': 'statuses are listed without reasons',
  'image /x-rejections state': 'statuses are listed without reasons',
  'image /x-rejections unauthenticated': 'statuses are listed without reasons',
  'image /x-rejections forbidden': 'statuses are listed without reasons',
  'image /x-rejections media-type': 'statuses are listed without reasons',
  'image /x-rejections method': 'statuses are listed without reasons',
};

function linesIn(text: string): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((range) => {
    const [from, to = from] = range.trim().split('-').map(Number);
    return Array.from({ length: to! - from! + 1 }, (_, index) => from! + index);
  }));
}

function overlap(one: readonly SourceRef[], other: readonly SourceRef[]): boolean {
  return one.some((mine) => other.some((theirs) => mine.document === theirs.document && [...linesIn(mine.lines!)].some((line) => linesIn(theirs.lines!).has(line))));
}

/** The value without what is said about it; states in any order. */
function bare(value: unknown): string {
  const text = JSON.stringify(value, (name, member: unknown) => (name.startsWith('x-') || name === 'description' || name === 'content' ? undefined : member));
  return Array.isArray(value) ? JSON.stringify((JSON.parse(text) as unknown[]).map((each) => JSON.stringify(each)).toSorted()) : text;
}

describe.each(ids)('%s', (id) => {
  const contract = contractData(id);
  const derived = derivedPart(id)!;

  it('is its derived part with its overlay', async () => {
    const overlay = asOverlay(readYaml(readFileSync(join(OVERLAY_FOLDER, `${id}.yaml`), 'utf8')).data, `${id}.yaml`);
    const unused: string[] = [];
    expect(await applyOverlay(derived, overlay, ({ target }) => unused.push(target))).toEqual(contract);
    expect(unused).toEqual([]);
    expect(overlay.actions.every(({ description }) => description !== undefined && description !== '')).toBe(true);
  });

  it('has every fact with a source in its derived part, equal and from the same lines', () => {
    const missing = factHolders(contract).flatMap(({ pointer, holder, facts }) => facts.flatMap((fact) => {
      const sources = asObject(holder['x-source'])[fact] as readonly SourceRef[] | undefined;
      if (sources === undefined) return [];
      const own = asObject(resolvePointer(derived, pointer));
      const theirs = asObject(own['x-source'])[fact] as readonly SourceRef[] | undefined;
      return theirs !== undefined && bare(own[fact]) === bare(holder[fact]) && overlap(sources, theirs) ? [] : [`${id} ${pointer} ${fact}`];
    }));
    expect(missing).toEqual(Object.keys(READ_BY_HAND).filter((name) => name.startsWith(`${id} `)));
  });

  it.skipIf(!existsSync(DOCUMENTS))('has a derived part that its documents give (needs the documents beside the repository)', async () => {
    const fresh = await deriveAnew(id, DOCUMENTS);
    expect(derived).toEqual(fresh);
    expect(driftOf({ contract, derived, fresh })).toEqual([]);
  });
});

describe.skipIf(!existsSync(DOCUMENTS))('the documents (beside the repository)', () => {
  const lint = async (name: string) => lintDocument(await readDocument(join(DOCUMENTS, name))).map(({ rule, line }) => `${rule}:${line}`);

  it('are found to contradict themselves where they do', async () => {
    expect(await lint('openstack-aggregate-set-metadata.rst')).toEqual(expect.arrayContaining(['action-differs:17', 'wrong-heading:74', 'effect-open:15']));
    expect(await lint('openstack-image-metadata-item-upsert.rst')).toEqual(expect.arrayContaining(['status-repeated:42', 'status-table-broken:27', 'double-slash:13', 'wrong-heading:93']));
    expect(await lint('openstack-server-metadata-item-upsert.rst')).toContain('wrong-heading:78');
    expect(await lint('openstack-server-metadata-merge.rst')).toContain('wrong-heading:74');
    expect(await lint('ecs-server-metadata-replace.md')).toEqual(expect.arrayContaining(['columns-swapped:93', 'row-speaks-of-other:98', 'alphabet-unclear:98', 'pseudo-member:91']));
  });

  it.each([
    ['nova/api-ref/source/metadata.inc', { GET: ['read', 'read'], POST: ['merge'], PUT: ['replace', 'upsert'], DELETE: ['remove'] }],
    ['nova/api-ref/source/os-flavor-extra-specs.inc', { GET: ['read', 'read'], POST: [null], PUT: ['upsert'], DELETE: ['remove'] }],
    ['nova/api-ref/source/os-aggregates.inc', { POST: ['merge'] }],
    ['cinder/api-ref/source/v3/volumes-v3-volumes.inc', { GET: ['read', 'read'], POST: ['merge'], PUT: ['replace', 'upsert'], DELETE: ['remove'] }],
    ['cinder/api-ref/source/v3/volumes-v3-snapshots.inc', { GET: ['read', 'read'], POST: ['merge'], PUT: ['replace', 'upsert'], DELETE: ['remove'] }],
  ])('of today give every effect: %s', async (name, expected) => {
    const operations = readOperations(await readDocument(join(DOCUMENTS, 'current', name))).filter(({ path, title }) => path.includes('/metadata') || path.includes('/os-extra_specs') || /\baggregate metadata\b/i.test(title));
    const effects: Record<string, (string | null)[]> = {};
    for (const operation of operations) (effects[operation.method] ??= []).push(readEffect(operation).effect);
    expect(effects).toEqual(expected);
  });

  it('of today say otherwise what the older ones said: sentence by sentence, status by status', async () => {
    const { contracts: [page] } = deriveContracts([await readDocument(join(DOCUMENTS, 'current/nova/api-ref/source/metadata.inc'))]);
    const drift = driftOf({ contract: contractData('server'), derived: derivedPart('server'), fresh: page!.data });
    const told = (level: string, where: string) => drift.filter((each) => each.level === level && each.where === where).map(({ message, lines }) => `${lines ?? ''} ${message}`);
    expect(told('alarm', 'POST /servers/{server_id}/metadata')).toEqual([
      '15 a sentence is gone on which x-effect rests; the document now gives x-effect "merge"', '17 a sentence is gone on which x-effect rests; the document now gives x-effect "merge"',
    ]);
    expect(told('alarm', 'PUT /servers/{server_id}/metadata/{key}')).toEqual(['17 a sentence is gone on which x-effect rests; the document now gives x-effect "upsert"']);
    expect(told('news', 'POST /servers/{server_id}/metadata')).toEqual(expect.arrayContaining(['61, 62 statuses 400, 401, 403, 404, 409 are listed in the document', '51 a new sentence speaks of x-effect']));
    expect(told('news', 'PUT /servers/{server_id}/metadata')).toEqual(['117, 129 the document describes it; the contract has it by choice']);
    expect(told('news', 'value')).toEqual(['parameters.yaml:4789-4790 a new sentence speaks of maxLength']);
    expect(drift.filter(({ level }) => level === 'alarm')).toHaveLength(3);
  });
});
