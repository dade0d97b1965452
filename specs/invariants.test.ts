import { describe, expect, it } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { findInvariants } from './invariants.ts';
import { judgeTrace } from './judge-trace.ts';
import { FOREIGN_PREFIX } from './reading/body.ts';
import { traceOf, type MapLiteral } from './trace-fixture.ts';

const contracts = findContracts();
const invariants = await findInvariants();

function contractOf(id: string): Contract {
  const contract = contracts.find((each) => each.id === id);
  if (contract === undefined) throw new Error(`no contract ${id}`);
  return contract;
}

const server = contractOf('server');
const aggregate = contractOf('aggregate');
const MAP = '/servers/{id}/metadata';
const long = 'v'.repeat(256);
const AGGREGATE = { id: 1, name: 'n', availability_zone: null, created_at: '2013-08-18T12:17:55.959571', updated_at: null, deleted: false, deleted_at: null, hosts: [] };

/** For each invariant a trace that breaks it, and the same trace as a right server would have made it. */
const CASES: Readonly<Record<string, { readonly contract: Contract; readonly broken: Trace; readonly right: Trace }>> = {
  'sent-keys-are-stored': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads(wrong ? {} : { a: '1' })),
  'values-are-stored-exactly': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: ' 1 ' } } }, { status: 200, body: { metadata: { a: ' 1 ' } } }).reads({ a: wrong ? '1' : ' 1 ' })),
  'merge-keeps-other-keys': pair(server, (t, wrong) => t.reads({ k: '0' }).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { k: '0', a: '1' } } }).reads(wrong ? { a: '1' } : { k: '0', a: '1' })),
  'replace-removes-absent-keys': pair(server, (t, wrong) => t.reads({ k: '0' }).send({ method: 'PUT', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads(wrong ? { k: '0', a: '1' } : { a: '1' })),
  'upsert-changes-one-key': pair(server, (t, wrong) => t.reads({ k: '0' }).send({ method: 'PUT', path: `${MAP}/a`, body: { meta: { a: '1' } } }, { status: 200, body: { meta: { a: '1' } } }).reads(wrong ? { a: '1' } : { k: '0', a: '1' })),
  'remove-keeps-other-keys': pair(server, (t, wrong) => t.reads({ a: '1', 'a.b': '2' }).send({ method: 'DELETE', path: `${MAP}/a` }, { status: 204 }).reads(wrong ? {} : { 'a.b': '2' })),
  'remove-removes-the-key': pair(server, (t, wrong) => t.reads({ a: '1' }).send({ method: 'DELETE', path: `${MAP}/a` }, { status: 204 }).reads(wrong ? { a: '1' } : {})),
  'null-removes-the-key': pair(aggregate, (t, wrong) => t.reads({ a: '1' }).send({ method: 'POST', path: '/os-aggregates/{id}/action', body: { set_metadata: { metadata: { a: null } } } }, { status: 200, body: { aggregate: { ...AGGREGATE, metadata: {} } } }).reads(wrong ? { a: 'None' } : {})),
  'no-key-appears-unasked': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads(wrong ? { a: '1', b: '2' } : { a: '1' })),
  'writes-are-visible-at-once': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads(wrong ? {} : { a: '1' }).reads({ a: '1' }, 'subject', 'settle')),
  'refused-requests-change-nothing': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1', b: 2 } } }, { status: 400, body: {} }).reads(wrong ? { a: '1' } : {})),
  'reads-change-nothing': pair(server, (t, wrong) => t.reads({ a: '1' }).send({ method: 'GET', path: `${MAP}/a` }, { status: 200, body: { meta: { a: '1' } } }).reads(wrong ? {} : { a: '1' })),
  'invalid-data-is-refused': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: long } } }, wrong ? { status: 200, body: { metadata: { a: long } } } : { status: 400, body: {} }).reads(wrong ? { a: long } : {})),
  'url-key-is-the-body-key': pair(server, (t, wrong) => t.reads({}).send({ method: 'PUT', path: `${MAP}/a`, body: { meta: { b: '1' } } }, wrong ? { status: 200, body: { meta: { b: '1' } } } : { status: 400, body: {} }).reads(wrong ? { b: '1' } : {})),
  'quota-is-kept': pair(server, (t, wrong) => t.reads({ a: '1', b: '2', c: '3', d: '4' }).send({ method: 'PUT', path: `${MAP}/e`, body: { meta: { e: '5' } } }, wrong ? { status: 200, body: { meta: { e: '5' } } } : { status: 403, body: {} }).reads({ a: '1', b: '2', c: '3', d: '4', ...(wrong ? { e: '5' } : {}) })),
  'writes-need-a-writable-state': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: '/servers/{id}/action', body: { lock: null } }, { status: 202 }).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, wrong ? { status: 200, body: { metadata: { a: '1' } } } : { status: 409, body: {} }).reads(wrong ? { a: '1' } : {})),
  'only-the-owner-writes': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } }, caller: 'nobody' }, wrong ? { status: 200, body: { metadata: { a: '1' } } } : { status: 401, body: {} }).reads(wrong ? { a: '1' } : {})),
  'unknown-resources-are-not-found': pair(server, (t, wrong) => t.send({ method: 'POST', path: '/servers/99999999-9999-4999-8999-999999999999/metadata', body: { metadata: { a: '1' } } }, wrong ? { status: 200, body: { metadata: { a: '1' } } } : { status: 404, body: {} })),
  'only-offered-methods-work': pair(server, (t, wrong) => t.reads({ a: '1' }).send({ method: 'DELETE', path: MAP }, { status: wrong ? 204 : 404 }).reads(wrong ? {} : { a: '1' })),
  'media-types-are-refused': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } }, headers: [['content-type', 'application/xml']] }, wrong ? { status: 200, body: { metadata: { a: '1' } } } : { status: 415, body: {} }).reads(wrong ? { a: '1' } : {})),
  'operations-end-with-their-microversion': pair(server, (t, wrong) => t.send({ method: 'GET', path: MAP, headers: [['X-OpenStack-Nova-API-Version', '2.999']] }, { status: wrong ? 200 : 406, body: { metadata: {} } })),
  'valid-requests-are-accepted': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '' } } }, wrong ? { status: 400, body: {} } : { status: 200, body: { metadata: { a: '' } } }).reads(wrong ? {} : { a: '' })),
  'success-has-the-stated-status': pair(server, (t, wrong) => t.reads({}).send({ method: 'PUT', path: `${MAP}/a`, body: { meta: { a: '1' } } }, { status: wrong ? 201 : 200, body: { meta: { a: '1' } } }).reads({ a: '1' })),
  'refusals-have-the-stated-status': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: 1 } } }, { status: wrong ? 404 : 400, body: {} }).reads({})),
  'no-server-errors': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '\u{1f600}' } } }, { status: wrong ? 500 : 400, body: {} }).reads({})),
  'absent-keys-are-not-found': pair(server, (t, wrong) => t.reads({ foo: '1' }).send({ method: 'GET', path: `${MAP}/FOO` }, wrong ? { status: 200, body: { meta: { foo: '1' } } } : { status: 404, body: {} }).reads({ foo: '1' })),
  'answers-hold-the-promised-map': pair(server, (t, wrong) => t.reads({ k: '0' }).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: wrong ? { a: '1' } : { k: '0', a: '1' } } }).reads({ k: '0', a: '1' })),
  'answers-tell-what-is-stored': pair(server, (t, wrong) => t.reads({ k: '0' }).send({ method: 'PUT', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: wrong ? { k: '0', a: '1' } : { a: '1' } } }).reads({ a: '1' })),
  'answers-fit-their-schema': pair(server, (t, wrong) => t.reads({}).send({ method: 'GET', path: MAP }, { status: 200, body: { metadata: wrong ? [] : {} } })),
  'answers-are-json': pair(server, (t, wrong) => t.send({ method: 'GET', path: MAP }, { status: 200, body: { metadata: {} }, contentType: wrong ? 'text/html' : 'application/json; charset=utf-8' })),
  'maps-have-unique-keys': pair(server, (t, wrong) => t.send({ method: 'GET', path: MAP }, { status: 200, body: wrong ? '{"metadata": {"a": "1", "a": "2"}}' : '{"metadata": {"a": "1"}}' })),
  'views-agree': pair(server, (t, wrong) => t.reads({ a: '1' }).send({ method: 'GET', path: `${MAP}/a` }, { status: 200, body: { meta: { a: wrong ? '0' : '1' } } })),
  'reads-are-stable': pair(server, (t, wrong) => t.reads({ a: '1' }).reads(wrong ? {} : { a: '1' })),
  'bystanders-are-untouched': pair(server, (t, wrong) => t.reads({ a: '0' }, 'bystander').reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads({ a: '1' }).reads({ a: wrong ? '1' : '0' }, 'bystander')),
  'resources-keep-their-fields': pair(server, (t, wrong) => t.send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { id: '1', name: 'n', metadata: {} } } }).send({ method: 'POST', path: MAP, body: { metadata: { name: '1' } } }, { status: 200, body: { metadata: { name: '1' } } }).reads({ name: '1' }).send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { id: '1', name: wrong ? '1' : 'n', metadata: { name: '1' } } } })),
  'declared-places-are-equal': pair(aggregate, (t, wrong) => t.send({ method: 'GET', path: '/os-aggregates/{id}' }, { status: 200, body: { aggregate: { ...AGGREGATE, availability_zone: wrong ? null : 'az', metadata: { availability_zone: 'az' } } } })),
  'key-validity-ignores-siblings': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { 'a/b': '1' } } }, wrong ? { status: 200, body: { metadata: { 'a/b': '1' } } } : { status: 400, body: {} }).reads(wrong ? { 'a/b': '1' } : {}).send({ method: 'POST', path: MAP, body: { metadata: { 'a/b': '1', c: '2' } } }, { status: 400, body: {} }).reads(wrong ? { 'a/b': '1' } : {})),
  'acknowledged-writes-survive-races': pair(server, (t, wrong) => t.reads({ k: '0' }, 'subject', 'start')
    .send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } }, branch: 0, interval: [20, 40] }, { status: 200, body: { metadata: { k: '0', a: '1' } } })
    .send({ method: 'POST', path: MAP, body: { metadata: { b: '2' } }, branch: 1, interval: [21, 41] }, { status: 200, body: { metadata: { k: '0', a: '1', b: '2' } } })
    .reads(wrong ? { k: '0', b: '2' } : { k: '0', a: '1', b: '2' })),
  'races-keep-the-quota': pair(server, (t, wrong) => t.reads({ a: '1', b: '2', c: '3' }, 'subject', 'start')
    .send({ method: 'POST', path: MAP, body: { metadata: { d: '4' } }, branch: 0, interval: [20, 40] }, { status: 200, body: { metadata: { a: '1', b: '2', c: '3', d: '4' } } })
    .send({ method: 'POST', path: MAP, body: { metadata: { e: '5' } }, branch: 1, interval: [21, 41] }, wrong ? { status: 200, body: { metadata: { a: '1', b: '2', c: '3', d: '4', e: '5' } } } : { status: 403, body: {} })
    .reads({ a: '1', b: '2', c: '3', d: '4', ...(wrong ? { e: '5' } : {}) })),
  'reads-during-writes-see-a-state': pair(server, (t, wrong) => t.reads({ k: '0' }, 'subject', 'start')
    .send({ method: 'PUT', path: MAP, body: { metadata: { a: '1' } }, branch: 0, interval: [20, 40] }, { status: 200, body: { metadata: { a: '1' } } })
    .send({ method: 'GET', path: MAP, branch: 1, interval: [25, 30] }, { status: 200, body: { metadata: wrong ? {} : { k: '0' } } })
    .reads({ a: '1' })),
  'lengths-count-code-points': pair(server, (t, wrong) => t.reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '\u{1f600}' } } }, { status: 200, body: { metadata: { a: '\u{1f600}' } } }).reads({ a: '\u{1f600}' }).send({ method: 'POST', path: MAP, body: { metadata: { a: '\u{1f600}'.repeat(255) } } }, wrong ? { status: 400, body: {} } : { status: 200, body: { metadata: { a: '\u{1f600}'.repeat(255) } } }).reads({ a: wrong ? '\u{1f600}' : '\u{1f600}'.repeat(255) })),
};

function pair(contract: Contract, make: (builder: ReturnType<typeof traceOf>, wrong: boolean) => ReturnType<typeof traceOf>): { contract: Contract; broken: Trace; right: Trace } {
  return { contract, broken: make(traceOf(contract, {}, contract.id === 'aggregate' ? AGGREGATE : {}), true).end(), right: make(traceOf(contract, {}, contract.id === 'aggregate' ? AGGREGATE : {}), false).end() };
}

describe('every invariant', () => {
  it('has a case here', () => {
    expect(Object.keys(CASES).sort()).toEqual(invariants.map(({ id }) => id).sort());
  });

  it('applies to at least one contract and names what it covers', () => {
    for (const invariant of invariants) {
      expect(contracts.some((contract) => invariant.needs(contract).length > 0), invariant.id).toBe(true);
      expect(invariant.covers, invariant.id).not.toEqual([]);
      expect(invariant.claim, invariant.id).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('rests on constraints that the contract has', () => {
    for (const invariant of invariants) {
      for (const contract of contracts) {
        if (invariant.needs(contract).length === 0) continue;
        for (const id of invariant.restsOn(contract)) expect(contract.constraints.has(id), `${invariant.id} on ${contract.id}: ${id}`).toBe(true);
      }
    }
  });

  it.each(Object.keys(CASES))('%s fails the trace that breaks it', (id) => {
    const { contract, broken } = CASES[id] as (typeof CASES)[string];
    const findings = judgeTrace(broken, contract, invariants, 'de-facto').findings;
    expect(findings.map(({ invariant }) => invariant)).toContain(id);
  });

  it.each(Object.keys(CASES))('%s passes the same trace of a right server', (id) => {
    const { contract, right } = CASES[id] as (typeof CASES)[string];
    const judgement = judgeTrace(right, contract, invariants, 'de-facto');
    expect(judgement.findings).toEqual([]);
    expect(judgement.undecided).toEqual([]);
    expect(judgement.exercised.find(({ invariant }) => invariant === id)?.cells).not.toEqual([]);
  });
});

describe('what services may do', () => {
  const findingsOf = (contract: Contract, make: (builder: ReturnType<typeof traceOf>) => ReturnType<typeof traceOf>): readonly string[] =>
    judgeTrace(make(traceOf(contract)).end(), contract, invariants, 'de-facto').findings.map(({ invariant }) => invariant);

  it.each([[400, []], [403, []], [409, ['refusals-have-the-stated-status']]])('a name that the service keeps for itself is refused with %i: %j', (status, broken) => {
    const refused = { method: 'POST', path: '/images/{id}/metadata', body: { metadata: { location: 'v' } } } as const;
    expect(findingsOf(contractOf('image'), (t) => t.reads({}).send(refused, { status, body: {} }).reads({}))).toEqual(broken);
  });

  it.each([400, 409])('a key that a space sets apart from a stored one is refused with %i', (status) => {
    for (const [id, path, body] of [['flavor', '/flavors/{id}/os-extra_specs', { extra_specs: { 'a ': '2' } }], ['server', MAP, { metadata: { 'a ': '2' } }]] as const) {
      expect(findingsOf(contractOf(id), (t) => t.reads({ a: '1' }).send({ method: 'POST', path, body }, { status, body: {} }).reads({ a: '1' })), id).toEqual([]);
    }
  });

  it.each(['a%2Bb', '%ED%A0%80', 'a%2520b'])('the key %s, which could never be stored, is read and removed with 400 or 404, and with no other refusal', (key) => {
    for (const [method, status, broken] of [['GET', 400, []], ['GET', 404, []], ['DELETE', 400, []], ['DELETE', 404, []], ['GET', 409, ['refusals-have-the-stated-status']]] as const) {
      expect(findingsOf(server, (t) => t.reads({ a: '1' }).send({ method, path: `${MAP}/${key}` }, { status, body: {} }).reads({ a: '1' })), `${method} ${status}`).toEqual(broken);
    }
  });

  it.each([['chunked', 411, []], ['chunked', 400, []], ['chunked', 409, ['refusals-have-the-stated-status']], [null, 411, ['refusals-have-the-stated-status']]])('a body that is sent %s is refused with %i: %j', (coding, status, broken) => {
    const headers = [['content-type', 'application/json'], ...(coding === null ? [] : [['transfer-encoding', coding] as const])] as const;
    const body = { metadata: { a: coding === null ? 1 : '1' } };
    expect(findingsOf(server, (t) => t.reads({}).send({ method: 'POST', path: MAP, body, headers }, { status, body: {} }).reads({}))).toEqual(broken);
  });

  describe('keys of others beside a limit of 4 items', () => {
    const foreign = (count: number): MapLiteral => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${FOREIGN_PREFIX}${index}`, 'masked']));
    const put = (size: number): MapLiteral => Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, 'v']));

    it.each([[0, 4, ['valid-requests-are-accepted']], [1, 4, []], [1, 3, ['valid-requests-are-accepted']], [2, 3, []]])('%i of them: a replacement by %i items is refused: %j', (others, size, broken) => {
      const refused = { method: 'PUT', path: MAP, body: { metadata: put(size) } } as const;
      expect(findingsOf(server, (t) => t.reads(foreign(others)).send(refused, { status: 403, body: {} }).reads(foreign(others)))).toEqual(broken);
    });

    it.each([1, 2])('those that came with the write may be why it is refused (%i)', (came) => {
      const merged = { method: 'POST', path: MAP, body: { metadata: { k3: 'v' } } } as const;
      expect(findingsOf(server, (t) => t.reads(put(3)).send(merged, { status: 403, body: {} }).reads({ ...put(3), ...foreign(came) }))).toEqual([]);
    });

    it.each([[2, []], [1, ['valid-requests-are-accepted']]])('with %i of them over three items, an overwriting write is refused: %j', (others, broken) => {
      const overwrite = { method: 'PUT', path: `${MAP}/k0`, body: { meta: { k0: 'new' } } } as const;
      const map = { ...put(3), ...foreign(others) };
      expect(findingsOf(server, (t) => t.reads(map).send(overwrite, { status: 403, body: {} }).reads(map))).toEqual(broken);
    });

    it('more items of our own than the limit are refused all the same', () => {
      const beyond = { method: 'PUT', path: MAP, body: { metadata: put(5) } } as const;
      expect(findingsOf(server, (t) => t.reads(foreign(2)).send(beyond, { status: 200, body: { metadata: put(5) } }).reads({ ...put(5), ...foreign(2) }))).toEqual(['quota-is-kept']);
    });
  });

  it.each([200, 403, 404])('a project that may not see a public resource, or may, reads it with %i', (status) => {
    const read = { method: 'GET', path: '/flavors/{id}/os-extra_specs', caller: 'stranger' } as const;
    expect(findingsOf(contractOf('flavor'), (t) => t.reads({ a: '1' }).send(read, { status, body: status === 200 ? { extra_specs: { a: '1' } } : {} }).reads({ a: '1' }))).toEqual([]);
  });
});
