import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citations } from './citations.ts';
import { documents } from './documents.ts';
import { findContracts } from './find-contracts.ts';
import { schemaFaults } from './meta-schema.ts';

const folder = join(import.meta.dirname, '../../shared/documents');
const listed = documents().filter(({ kind }) => kind === 'document');
const contracts = findContracts();

describe('documents.json', () => {
  it('lists the documents with their digests', () => {
    expect(listed.map(({ id }) => id)).toEqual([
      'openstack-server-metadata-merge', 'openstack-server-metadata-item-upsert', 'openstack-image-metadata-item-upsert', 'openstack-aggregate-set-metadata', 'ecs-server-metadata-replace', 'volumes-v3-snapshots',
      'volumes-v3-volumes', 'os-flavor-extra-specs',
    ]);
    expect(new Set(listed.map(({ sha256 }) => sha256)).size).toBe(8);
  });

  it('lists nothing that no contract cites', () => {
    const cited = new Set(contracts.flatMap(({ openapi }) => citations(openapi)).map(({ document }) => document));
    expect(documents().map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
  });

  it('has a schema that refuses a document without digest', () => {
    const [entry] = listed;
    expect(schemaFaults('documents.schema.json', { documents: [{ ...entry, sha256: null }] })).toMatchObject([{ pointer: '/documents/0/sha256' }]);
    expect(schemaFaults('documents.schema.json', { documents: [{ ...entry, sha256: null, kind: 'de-facto' }] })).toEqual([]);
  });
});

/** Line numbers in `13-17, 20`. */
function linesIn(lines: string): readonly number[] {
  return lines.split(',').flatMap((range) => {
    const [first, last = first] = range.trim().split('-').map(Number);
    return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
  });
}

describe.skipIf(!existsSync(folder))('the documents themselves (skipped without ../shared/documents)', () => {
  it.each(listed.map((entry) => [entry.id, entry] as const))('%s has the digest that is listed', (_id, entry) => {
    const bytes = readFileSync(join(folder, entry.location));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.sha256);
  });

  it.each(contracts.map((contract) => [contract.id, contract] as const))('%s cites lines that say something', (_id, contract) => {
    const texts = new Map(listed.map(({ id, location }) => [id, readFileSync(join(folder, location), 'utf8').split('\n')]));
    const places = [...contract.constraints.values()].flatMap(({ id, origin }) => (origin.kind === 'source' ? origin.sources : origin.evidence).map((source) => ({ id, ...source })));
    const ofDocuments = places.filter(({ document }) => texts.has(document));
    expect(ofDocuments.filter(({ lines }) => lines === undefined)).toEqual([]);
    const silent = ofDocuments.filter(({ document, lines }) => linesIn(lines!).every((line) => !/[A-Za-z0-9{}]/.test(texts.get(document)![line - 1] ?? '')));
    expect(silent).toEqual([]);
  });
});
