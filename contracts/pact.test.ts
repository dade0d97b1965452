import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { committedPact, committedPactPath } from './committed-pacts.ts';
import { findContracts } from './find-contracts.ts';
import { resolvePointer } from './json-pointer.ts';
import { pactOf } from './pact.ts';
import { pactState, readPactState, type StateDemand } from './pact/states.ts';
import { schemaValidator } from './schema-validator.ts';

const contracts = findContracts();

describe.each(contracts.map((contract) => ({ id: contract.id, contract })))('the pact of $id', ({ contract }) => {
  const { interactions } = pactOf(contract);
  const operationOf = (id: string): (typeof contract.operations)[number] => {
    const found = contract.operations.find((operation) => operation.id === id);
    if (found === undefined) throw new Error(`no operation ${id}`);
    return found;
  };

  test('names each interaction once, in order', () => {
    const names = interactions.map(({ description }) => description);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted((one, other) => (one < other ? -1 : 1)));
  });

  test('shows every operation succeeding, and every operation refused', () => {
    const all = contract.operations.map(({ id }) => id).toSorted();
    const of = (kind: string): readonly string[] => [...new Set(interactions.filter((each) => each.kind === kind).map(({ operation }) => operation))].toSorted();
    expect(of('effect')).toEqual(all);
    expect(of('rejection')).toEqual(all);
    // Not every document prints one.
    expect(of('example').length > 0).toBe(JSON.stringify(contract.openapi).includes('"example":'));
  });

  test('sends what the schema takes, where it expects success, and shows what the answer\'s schema allows', () => {
    for (const { kind, operation: id, request, shows, description } of interactions.filter((each) => each.kind !== 'rejection')) {
      const operation = operationOf(id);
      if (operation.requestSchema !== null && request.body !== null && 'json' in request.body) expect(schemaValidator(contract, operation.requestSchema)(request.body.json), `${kind} ${description}`).toEqual([]);
      if (shows !== null) expect(schemaValidator(contract, contract.mapSchema)(shows), description).toEqual([]);
    }
  });

  test('says of every refusal with a wrong body which constraint is broken', () => {
    for (const { request, operation: id, description } of interactions.filter((each) => each.kind === 'rejection' && /^an? (merge|replace|upsert) with /.test(each.description))) {
      const { requestSchema } = operationOf(id);
      const body = request.body !== null && 'json' in request.body ? request.body.json : null;
      const broken = schemaValidator(contract, requestSchema ?? '')(body).map(({ constraint }) => contract.constraints.get(constraint)?.beyond);
      expect(broken, description).toContain('reject');
    }
  });

  test('is the committed file', () => {
    const text = committedPact(contract);
    expect(text, `${committedPactPath(contract)} was made from another version of the contract: npm run pact`).not.toBeNull();
    const written = JSON.parse(text ?? '') as { readonly interactions: readonly { readonly description: string; readonly request: { readonly path: string; readonly method: string } }[] };
    expect(written.interactions.map(({ description, request }) => [description, request.method, request.path])).toEqual(interactions.map(({ description, request }) => [description, request.method, request.path.replace(`{${contract.resource.parameter}}`, request.exampleId)]));
    expect(readFileSync(committedPactPath(contract), 'utf8')).toBe(text);
  });

  test('reads its own states back', () => {
    const demands: readonly StateDemand[] = [{ kind: 'metadata', metadata: { a: '1' } }, { kind: 'quota' }, { kind: 'absent' }, { kind: 'locked' }, { kind: 'caller', caller: 'stranger' }, { kind: 'caller', caller: 'nobody' }];
    for (const demand of demands) {
      const { name, parameters } = pactState(contract, demand);
      expect(readPactState(contract, name, parameters)).toEqual(demand);
    }
    expect(readPactState(contract, 'something else', {})).toBeNull();
    for (const { states } of interactions) for (const { name, parameters } of states) expect(readPactState(contract, name, parameters)).not.toBeNull();
  });
});

test('the example of the merge starts from what its answer shows and its request does not send', () => {
  const aggregate = contracts.find(({ id }) => id === 'aggregate');
  const example = aggregate === undefined ? undefined : pactOf(aggregate).interactions.find(({ kind }) => kind === 'example');
  expect(example?.states).toEqual([{ name: 'an aggregate with metadata', parameters: { metadata: { availability_zone: 'nova' } } }]);
  expect(example?.shows).toEqual({ availability_zone: 'nova', key: 'value' });
  expect(example?.sources.map(({ document }) => document)).toContain('openstack-aggregate-set-metadata');
  expect(resolvePointer(example?.response.body, '/members/aggregate/members/metadata')).toEqual({ kind: 'exactly', value: { availability_zone: 'nova', key: 'value' } });
});
