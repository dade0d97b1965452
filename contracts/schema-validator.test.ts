import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContract } from './load-contract.ts';
import { schemaValidator } from './schema-validator.ts';

const server = loadContract(join(import.meta.dirname, 'openstack/server.yaml'));
const aggregate = loadContract(join(import.meta.dirname, 'openstack/aggregate.yaml'));
const image = loadContract(join(import.meta.dirname, 'openstack/image.yaml'));
const merge = schemaValidator(server, '/components/schemas/MergeRequest');

function broken(validate: ReturnType<typeof schemaValidator>, data: unknown): readonly string[] {
  return validate(data).map(({ constraint }) => constraint);
}

describe('schemaValidator', () => {
  it('names the keyword in the contract file, through $ref and propertyNames', () => {
    expect(merge({ metadata: { ['k'.repeat(256)]: 'v' } })).toEqual([
      { instancePath: '/metadata', key: 'k'.repeat(256), constraint: '/components/schemas/Key/maxLength', keyword: 'maxLength', message: expect.any(String) },
    ]);
    expect(broken(merge, { metadata: { '': 'v' } })).toEqual(['/components/schemas/Key/minLength']);
    expect(broken(merge, { metadata: { k: 1 } })).toEqual(['/components/schemas/Value/type']);
    expect(broken(merge, { metadata: null })).toEqual(['/components/schemas/Map/type']);
    expect(broken(merge, {})).toEqual(['/components/schemas/MergeRequest/required']);
    expect(broken(merge, [])).toEqual(['/components/schemas/MergeRequest/type']);
    expect(broken(merge, { metadata: {}, other: 1 })).toEqual(['/components/schemas/MergeRequest/additionalProperties']);
  });

  it('finds every breach, not only the first', () => {
    expect(broken(merge, { metadata: { '': null, 'a b': 'v'.repeat(256) }, other: 1 }).toSorted()).toEqual([
      '/components/schemas/Key/minLength', '/components/schemas/Key/pattern', '/components/schemas/MergeRequest/additionalProperties',
      '/components/schemas/Value/maxLength', '/components/schemas/Value/type',
    ]);
  });

  it('counts code points, not UTF-16 units', () => {
    const value = schemaValidator(server, server.valueSchema);
    expect(broken(value, '\u{1F600}'.repeat(255))).toEqual(['/components/schemas/Value/pattern']);
    expect(broken(value, '\u{1F600}'.repeat(256))).toContain('/components/schemas/Value/maxLength');
    expect(broken(value, 'é'.repeat(255))).toEqual([]);
  });

  it('takes lone surrogates and control characters for what lies beyond the alphabet', () => {
    const value = schemaValidator(server, server.valueSchema);
    for (const text of ['\ud800', '\udc00x', '\0', 'a\nb', '\u007f', '\u{10000}']) expect(broken(value, text)).toEqual(['/components/schemas/Value/pattern']);
    for (const text of ['', ' ', '\u00a0', '\ufffd', '中']) expect(broken(value, text)).toEqual([]);
  });

  it('lets a key end only where the text ends', () => {
    expect(broken(schemaValidator(server, server.keySchema), 'ab\n')).toEqual(['/components/schemas/Key/pattern']);
  });

  it('says nothing about the branches inside not', () => {
    expect(broken(schemaValidator(image, image.keySchema), 'owner')).toEqual(['/components/schemas/Key/not']);
  });

  it('holds a named key to its own schema', () => {
    const map = schemaValidator(aggregate, aggregate.mapSchema);
    expect(broken(map, { availability_zone: null })).toEqual(['/components/schemas/AvailabilityZone/type']);
    expect(broken(map, { availability_zone: '' })).toEqual(['/components/schemas/AvailabilityZone/minLength']);
    expect(broken(map, { other: null, empty: '' })).toEqual([]);
  });

  it('takes the examples of the documents', () => {
    expect(broken(schemaValidator(aggregate, '/components/schemas/SetMetadataResponse'), {
      aggregate: {
        availability_zone: 'nova', created_at: '2013-08-18T12:17:55.959571', deleted: false, deleted_at: null, hosts: [], id: 1,
        metadata: { availability_zone: 'nova', key: 'value' }, name: 'name', updated_at: null,
      },
    })).toEqual([]);
    expect(broken(schemaValidator(image, '/components/schemas/UpsertRequest'), { meta: { auto_disk_config: 'False' } })).toEqual([]);
    expect(broken(merge, { metadata: { foo: 'Foo Value' } })).toEqual([]);
  });

  it('compiles once', () => {
    expect(schemaValidator(server, server.keySchema)).toBe(schemaValidator(server, server.keySchema));
  });

  it('rests every violation on a constraint of the contract', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 300, unit: 'binary' }), fc.jsonValue()), (map) => {
      for (const { constraint } of merge({ metadata: map })) expect(server.constraints.has(constraint)).toBe(true);
    }));
  });
});
