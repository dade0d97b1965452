import { describe, expect, it } from 'vitest';
import { asObject } from '../plain-object.ts';
import { parseContract } from '../load-contract.ts';
import { completeContract } from './complete-contract.ts';
import { deriveContracts } from './derive-contract.ts';
import { API_REF, API_REF_NEIGHBOURS, MARKDOWN, OLD_SITE, PLAIN_MARKDOWN, SPHINX } from './documents.fixture.ts';
import { parseDocument } from './read-document.ts';

async function derived(text: string, file: string, neighbours = API_REF_NEIGHBOURS) {
  const { contracts, leftOut } = deriveContracts([await parseDocument(text, file, neighbours)]);
  expect(contracts).toHaveLength(1);
  const data = contracts[0]!.data;
  const operation = (path: string, method: string) => asObject(asObject(asObject(data['paths'])[path])[method]);
  const schema = (name: string) => asObject(asObject(asObject(data['components'])['schemas'])[name]);
  return { data, leftOut, operation, schema };
}

describe('the page of the old site', async () => {
  const { data, operation, schema } = await derived(OLD_SITE, 'lamp.rst');
  const action = operation('/lamps/{lamp_id}/action', 'post');

  it('says where the operation is', () => {
    expect(data['x-service']).toMatchObject({ versions: ['/v1'], project: 'required', 'x-source': { versions: [{ document: 'lamp', lines: '10' }] } });
    expect(data['x-resource']).toEqual({ noun: 'lamp', parameter: 'lamp_id', view: null });
    expect(schema('LampId')).toEqual({ type: 'integer', 'x-source': { type: [{ document: 'lamp', lines: '36' }] } });
  });

  it('gives the effect that its answer shows, and says that its words leave it open', () => {
    expect(action['x-effect']).toBe('merge');
    expect(asObject(asObject(asObject(action['x-derived'])['facts'])['x-effect'])).toMatchObject({ confidence: 'likely', open: expect.stringContaining('create or replace') });
  });

  it('finds the map in the envelopes, and the action that only the text names', () => {
    expect(action['x-map']).toMatchObject({ request: '/set_labels/labels', response: '/lamp/labels', aliases: ['/put_labels/labels'] });
    expect(action['x-answer']).toBe('map');
    expect(schema('SetLabelsResponse')).toMatchObject({ properties: { lamp: { required: ['id', 'lit', 'labels'], properties: { id: { type: 'integer' }, lit: { type: 'boolean' } } } } });
  });

  it('lists each status once, with all its lines', () => {
    expect(asObject(action['responses'])['x-source']).toEqual({ 200: [{ document: 'lamp', lines: '19, 24' }], 404: [{ document: 'lamp', lines: '22' }] });
  });
});

describe('a page of today', async () => {
  const { operation, leftOut, schema, data } = await derived(API_REF, 'labels.inc');
  const effectOf = (path: string, method: string) => operation(path, method)['x-effect'];

  it('reads the effect of every operation', () => {
    expect(effectOf('/lamps/{lamp_id}/labels', 'post')).toBe('merge');
    expect(effectOf('/lamps/{lamp_id}/labels', 'put')).toBe('replace');
    expect(effectOf('/lamps/{lamp_id}/labels/{key}', 'put')).toBe('upsert');
    expect(effectOf('/lamps/{lamp_id}/labels/{key}', 'delete')).toBe('remove');
  });

  it('says what an update leaves open', () => {
    expect(operation('/lamps/{lamp_id}/labels/{key}', 'put')['x-derived']).toMatchObject({ facts: { 'x-effect': { confidence: 'likely', open: expect.stringContaining('absent') } } });
  });

  it('reads the shared parameters, who may call, and the statuses of both styles', () => {
    expect(schema('Key')['maxLength']).toBe(64);
    expect(schema('Key')['x-derived']).toMatchObject({ facts: { maxLength: { open: expect.stringContaining('bytes'), sentences: [{ file: 'parameters.yaml' }] } } });
    expect(asObject(data['x-service'])['admin']).toBe(true);
    expect(Object.keys(asObject(operation('/lamps/{lamp_id}/labels', 'put')['responses']))).toEqual(['200', '400', '404', 'x-source']);
  });

  it('leaves out what is on no map, or on a path of its own', () => {
    expect(leftOut.map(({ request }) => request)).toEqual(['POST /lamps/{lamp_id}/bell', 'GET /lamp/{lamp_id}/labels/{key}']);
  });

  it('writes no sentence', () => {
    expect(JSON.stringify(data)).not.toMatch(/Does not modify|labels of the lamp with/);
  });
});

describe('Markdown with tables of HTML', async () => {
  const { operation, schema, data } = await derived(MARKDOWN, 'lamps.md');
  const replace = operation('/lamps/{lamp_id}/labels', 'put');

  it('reads the effect from the sentence that forbids all else', () => {
    expect(replace['x-effect']).toBe('replace');
    expect(replace['x-source']).toMatchObject({ 'x-effect': [{ document: 'lamps', lines: '7, 15, 17' }] });
  });

  it('does not take the swapped columns for types', () => {
    expect(schema('Key')).toMatchObject({ type: 'string', maxLength: 64, minLength: 1, pattern: '^[A-Za-z0-9\\-]*$' });
    expect(schema('Value')).toMatchObject({ type: 'string', maxLength: 128 });
    expect(schema('Value')).not.toHaveProperty('minLength');
  });

  it('reads states and versions', () => {
    expect(data['x-preconditions']).toMatchObject({ pointer: '/lamp/LAMP:state_now', writable: ['lit', 'dimmed'] });
    expect(asObject(data['x-service'])['versions']).toEqual(['/v2', '/v1']);
  });
});

describe('Markdown without HTML', async () => {
  const { data, operation, schema } = await derived(PLAIN_MARKDOWN, 'plain.md');

  it('names its requests in code, in emphasis or in headings, and its parameters in three ways', () => {
    const effects = Object.entries(asObject(data['paths'])).flatMap(([path, item]) => Object.entries(asObject(item)).filter(([name]) => name !== 'parameters').map(([method, each]) => `${method} ${path} ${String(asObject(each)['x-effect'])}`));
    expect(effects).toEqual(['get /lamps/{lamp_id}/labels read', 'patch /lamps/{lamp_id}/labels merge', 'put /lamps/{lamp_id}/labels/{name} upsert', 'delete /lamps/{lamp_id}/labels/{name} remove']);
    expect(asObject(operation('/lamps/{lamp_id}/labels/{name}', 'put')['x-derived'])).toMatchObject({ facts: { 'x-effect': { confidence: 'certain' } } });
  });

  it('gives limits in its prose, of the name as of the key', () => {
    expect(schema('Key')).toMatchObject({ minLength: 1, maxLength: 32, 'x-source': { maxLength: [{ document: 'plain', lines: '26' }] } });
    expect(schema('Value')).toMatchObject({ maxLength: 64 });
  });
});

describe('Sphinx pages', async () => {
  const { operation, schema } = await derived(SPHINX, 'update.rst');

  it('read effect and limits from lists and cells', () => {
    expect(operation('/lamps/{lamp_id}/labels', 'post')['x-effect']).toBe('merge');
    expect(schema('Key')).toMatchObject({ maxLength: 64, minLength: 1 });
    expect(schema('Value')).toMatchObject({ maxLength: 128 });
    expect(schema('Value')).not.toHaveProperty('minLength');
  });
});

it.each([['lamp.rst', OLD_SITE], ['labels.inc', API_REF], ['lamps.md', MARKDOWN], ['plain.md', PLAIN_MARKDOWN], ['update.rst', SPHINX]])('%s with the default choices is a contract', async (file, text) => {
  const { data } = await derived(text, file);
  const contract = parseContract(JSON.stringify(completeContract(data)), 'lamp.yaml');
  expect(contract.resource.noun).toBe('lamp');
  expect(contract.operations.some(({ effect, on }) => effect === 'read' && on === 'map')).toBe(true);
  expect(contract.documents).toEqual([file.replace(/\.\w+$/, '')]);
});
