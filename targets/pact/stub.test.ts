import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committedPact } from '../../contracts/committed-pacts.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import { pactOf } from '../../contracts/pact.ts';
import { askMock } from './ask-mock.ts';
import { misfits, unknownMatchers } from './match-request.ts';
import { parsePactFile } from './pact-file.ts';
import { startStub, type Stub } from './stub.ts';

const contracts = findContracts();

describe.each(contracts.map((contract) => ({ id: contract.id, contract })))('the mock of $id', ({ contract }) => {
  let stub: Stub;
  beforeAll(async () => { stub = await startStub([parsePactFile(committedPact(contract) ?? '', contract.id)], { host: '127.0.0.1', port: 0 }); });
  afterAll(() => stub.close());

  test('answers our own client on every interaction that no other shadows', async () => {
    for (const interaction of pactOf(contract).interactions.filter(({ kind, states }) => kind === 'rejection' && states.length === 1)) {
      const { status } = await askMock(contract, interaction, stub.url);
      expect([interaction.description, status]).toEqual([interaction.description, interaction.response.statuses[0]]);
    }
  });

  test('tells who asks for something else what would have been near', async () => {
    const { statusCode, body } = await request(`${stub.url}/nowhere`);
    expect([statusCode, await body.json()]).toEqual([501, expect.objectContaining({ request: { method: 'GET', path: '/nowhere' } })]);
  });
});

describe('what a request is matched by', () => {
  const asked = (body: unknown, headers: Readonly<Record<string, string>> = {}): Parameters<typeof misfits>[1] => ({ method: 'PUT', path: '/a', headers, body });
  const bodies = (expected: unknown, rules: Readonly<Record<string, unknown>> = {}): Parameters<typeof misfits>[0] => ({ method: 'PUT', path: '/a', body: { content: expected }, matchingRules: { body: rules } });
  const rule = (...matchers: readonly unknown[]): unknown => ({ combine: 'AND', matchers });

  test.each([
    ['the same body', bodies({ a: [1] }), { a: [1] }, []], ['another value', bodies({ a: [1] }), { a: [2] }, ['body']], ['a member more', bodies({ a: 1 }), { a: 1, b: 2 }, ['body']], ['a member less', bodies({ a: 1, b: 2 }), { a: 1 }, ['body']],
    ['the same type', bodies({ a: { b: 1 } }, { '$.a': rule({ match: 'type' }) }), { a: { b: 7 } }, []], ['another type below', bodies({ a: { b: 1 } }, { '$.a': rule({ match: 'type' }) }), { a: { b: 'x' } }, ['body']],
    ['a text that fits', bodies({ a: 'x' }, { '$.a': rule({ match: 'regex', regex: '^y+$' }) }), { a: 'yy' }, []], ['one that does not', bodies({ a: 'x' }, { '$.a': rule({ match: 'regex', regex: '^y+$' }) }), { a: 'x' }, ['body']],
    ['any member', bodies({ m: { a: 'x' } }, { '$.m.*': rule({ match: 'integer' }) }), { m: { a: 3 } }, []],
  ])('%s', (_name, expected, body, off) => expect(misfits(expected, asked(body))).toEqual(off));

  test('headers by name, whatever their case, and media types without their parameters', () => {
    const expected = { method: 'PUT', path: '/a', headers: { 'Content-Type': 'application/json', 'X-A': ['1'] } };
    expect(misfits(expected, asked(undefined, { 'content-type': 'Application/JSON; charset=utf-8', 'x-a': '1' }))).toEqual([]);
    expect(misfits(expected, asked(undefined, { 'x-a': '1' }))).toEqual(['headers']);
  });

  test('matchers that are not known are named', () => {
    expect(unknownMatchers(bodies({}, { '$.a': rule({ match: 'arrayContains' }) }))).toEqual(['arrayContains']);
    expect(unknownMatchers({ matchingRules: { '$.body.a': { match: 'type' } } })).toEqual(['rules in the form of version 2']);
    expect(unknownMatchers(bodies({}, { '$.a': rule({ match: 'type' }) }))).toEqual([]);
  });
});
