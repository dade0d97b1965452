import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ContractError } from './contract-error.ts';
import { findContracts } from './find-contracts.ts';
import { schemaValidator } from './schema-validator.ts';

const folder = mkdtempSync(join(tmpdir(), 'metaconform-contracts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const volume = readFileSync(join(import.meta.dirname, 'openstack/volume.yaml'), 'utf8');

function extra(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('findContracts', () => {
  const contracts = findContracts();

  it('finds every contract that comes with the package, sorted by id', () => {
    expect(contracts.map(({ id }) => id)).toEqual(['aggregate', 'ecs', 'flavor', 'image', 'server', 'share', 'snapshot', 'volume']);
  });

  it('takes files from elsewhere', () => {
    expect(findContracts([extra('bucket.yaml', volume)]).map(({ id }) => id)).toContain('bucket');
  });

  it('refuses an id given twice', () => {
    const file = extra('volume.yaml', volume);
    expect(() => findContracts([file])).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ file, pointer: '' })] }));
  });

  it('gives the faults of all files at once', () => {
    const files = [extra('one.yaml', 'a: ['), extra('two.yaml', volume.replace('noun: volume', 'noun: 1'))];
    let faults: readonly { file: string }[] = [];
    try {
      findContracts(files);
    } catch (error) {
      faults = (error as ContractError).faults;
    }
    expect(faults.map(({ file }) => file)).toEqual(files);
  });

  it.each(contracts.map((contract) => [contract.id, contract] as const))('%s: every constraint of an operation, law and refusal is one of the contract', (_id, contract) => {
    const ids = [
      ...contract.operations.flatMap((each) => [each.effectConstraint, each.answerConstraint, each.success.constraint, each.nullConstraint ?? []].flat()),
      ...contract.laws.map((law) => law.constraint),
      ...Object.values(contract.rejections).map((set) => set.constraint),
      contract.quota.constraint, contract.visibilityConstraint, contract.preconditions?.constraint ?? [], contract.microversions?.constraint ?? [],
    ].flat();
    expect(ids.filter((id) => !contract.constraints.has(id))).toEqual([]);
  });

  it.each(contracts.map((contract) => [contract.id, contract] as const))('%s: every schema compiles', (_id, contract) => {
    const bodies = contract.operations.flatMap((each) => [each.requestSchema, each.responseSchema]).filter((pointer) => pointer !== null);
    for (const pointer of [...bodies, contract.resource.idSchema, contract.keySchema, contract.valueSchema, contract.mapSchema]) {
      expect(schemaValidator(contract, pointer)(true).map(({ keyword }) => keyword)).toContain('type');
    }
  });
});
