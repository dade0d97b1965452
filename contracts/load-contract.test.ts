import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ContractError } from './contract-error.ts';
import { loadContract, parseContract } from './load-contract.ts';

const file = join(import.meta.dirname, 'openstack/server.yaml');
const text = readFileSync(file, 'utf8');

function faultsIn(broken: string): ContractError {
  try {
    parseContract(broken, 'server.yaml');
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('the text was taken for sound');
}

describe('the server contract', () => {
  const contract = loadContract(file);
  const operation = (id: string) => contract.operations.find((each) => each.id === id);

  it('has its file name as id and the digest of its file', () => {
    expect(contract.id).toBe('server');
    expect(contract.file).toBe(file);
    expect(contract.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names the documents that oblige, and only these', () => {
    expect(contract.documents).toEqual(['openstack-server-metadata-item-upsert', 'openstack-server-metadata-merge']);
  });

  it('knows merge from its document', () => {
    expect(operation('mergeServerMetadata')).toMatchObject({
      effect: 'merge', on: 'map', method: 'POST', path: '/servers/{server_id}/metadata', keyParameter: null, requestMap: '/metadata', responseMap: '/metadata',
      nullMeans: 'invalid', nullConstraint: null, answer: 'map', requestSchema: '/components/schemas/MergeRequest',
      success: { statuses: [200], constraint: '/paths/~1servers~1{server_id}~1metadata/post/responses/200' },
    });
    expect(contract.constraints.get(operation('mergeServerMetadata')!.effectConstraint)).toMatchObject({
      origin: { kind: 'source', sources: [{ document: 'openstack-server-metadata-merge', lines: '13-17' }] },
    });
  });

  it('knows the key parameter of item operations', () => {
    expect(operation('upsertServerMetadataItem')).toMatchObject({ effect: 'upsert', on: 'item', method: 'PUT', keyParameter: 'key', answer: 'item' });
    expect(operation('removeServerMetadataItem')).toMatchObject({ requestSchema: null, responseSchema: null, responseMap: null, answer: 'none', success: { statuses: [204] } });
  });

  it('says what lies beyond a limit', () => {
    expect(contract.constraints.get('/components/schemas/Key/maxLength')!.beyond).toBe('reject');
    expect(contract.constraints.get('/components/schemas/Key/pattern')!.beyond).toBe('either');
    expect(contract.constraints.get('/x-visibility/withinMs')!.beyond).toBe('either');
  });

  it('is frozen to the ground', () => {
    expect(Object.isFrozen(contract)).toBe(true);
    expect(Object.isFrozen(contract.operations[0]!.success.statuses)).toBe(true);
    expect(Object.isFrozen(contract.openapi['components'])).toBe(true);
    expect(Object.isFrozen(contract.constraints.get('/x-quota/maxItems')!.origin)).toBe(true);
  });
});

describe('faults of a text', () => {
  it('a syntax error is one fault with its line', () => {
    const { faults } = faultsIn(text.replace('types: [compute]', 'types: [compute'));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ file: 'server.yaml', pointer: '', expected: 'well-formed YAML' });
    expect(faults[0]!.line).toBeGreaterThan(1);
  });

  it('a member written twice is one fault', () => {
    const { faults } = faultsIn(text.replace('  noun: server', '  noun: server\n  noun: image'));
    expect(faults).toHaveLength(1);
    expect(faults[0]!.line).toBe(text.split('\n').indexOf('  noun: server') + 2);
  });

  it('the line is that of the member, or of the nearest one above it', () => {
    const line = text.split('\n').indexOf('      maxLength: 255') + 1;
    const wrong = faultsIn(text.replace('      maxLength: 255', '      maxLength: many'));
    expect(wrong.faults).toMatchObject([{ pointer: '/components/schemas/Key/maxLength', line }]);
    const missing = faultsIn(text.replace('  noun: server\n', ''));
    expect(missing.faults).toMatchObject([{ pointer: '/x-resource/noun', line: text.split('\n').indexOf('x-resource:') + 1 }]);
  });

  it('the message has one line per fault and says what to do', () => {
    const error = faultsIn(text.replace('      maxLength: 255', '      maxLength: many').replace('project: optional', 'project: perhaps'));
    expect(error.code).toBe('CONTRACT_INVALID');
    expect(error.message.split('\n')).toHaveLength(error.faults.length + 1);
    expect(error.message).toContain('at /x-service/project: expected one of "optional", "required", "absent", found "perhaps"');
    expect(error.message).toContain('docs/contract-format.md');
  });

  it('a file that cannot be read is one fault', () => {
    expect(() => loadContract(join(import.meta.dirname, 'no-such-contract.yaml'))).toThrow(/expected a file that can be read, found ENOENT/);
  });
});
