/** That the engine finds what is wrong, quickly and small, and keeps silent on what is legal: a sample of what `npm run kill` does over everything. */
import { describe, expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { detect, type DetectOptions } from './detection.fixture.ts';
import { findInvariants } from './invariants.ts';

const [invariants, faults] = await Promise.all([findInvariants(), findFaults()]);
const ids = new Set(invariants.map(({ id }) => id));

/** On servers alone: a sample has to be quick. */
const options: DetectOptions = { contracts: findContracts([]).filter(({ id }) => id === 'server'), invariants, seed: 1, profile: 'de-facto', first: true };

/** Of the sections of the catalogue that the small ones leave out, one each. */
const REPRESENTATIVE: readonly string[] = ['echo-without-store', 'dotted-keys-nest', 'merge-applies-partly', 'encoded-dots-escape', 'lost-update', 'writes-need-no-token'];

/** Odd but legal: bytes, keys of the provider, another quota. */
const TOLERATED: readonly string[] = ['keys-in-other-order', 'provider-keys', 'other-quota'];

/** Ten faults of which one request is proof enough, and that show early. */
const SMALL: readonly string[] = [
  'merge-replaces', 'replace-merges', 'upsert-wipes-others', 'replace-answers-union', 'value-trimmed', 'merge-answers-202', 'merge-answers-old-map', 'remove-answers-200', 'values-append', 'absent-item-is-null',
];

/** Enough to meet these, and little to wait for. */
const SHORT_RUN = 130;

function present(wanted: readonly string[]): typeof faults {
  return faults.filter(({ id }) => wanted.includes(id));
}

describe('fault files', () => {
  test.each(faults.map((fault) => [fault.id, fault] as const))('%s expects invariants that exist, and a tolerated variant expects none', (_, fault) => {
    expect(fault.expected.filter((id) => !ids.has(id))).toEqual([]);
    expect(fault.expected.length > 0).toBe(fault.kind === 'fault');
  });
});

describe('the quick form', () => {
  test.each(present(REPRESENTATIVE).map((fault) => [fault.id, fault] as const))('finds %s by an invariant that is expected to', async (_, fault) => {
    const { hits } = await detect(fault, options);
    expect(hits.map(({ invariant }) => invariant).filter((id) => fault.expected.includes(id))).not.toEqual([]);
  });

  test.each(present(TOLERATED).map((fault) => [fault.id, fault] as const))('finds nothing wrong with %s', async (_, fault) => {
    expect((await detect(fault, options)).hits).toEqual([]);
  });

  test('finds nothing wrong with a cloud without a fault', async () => {
    expect((await detect(null, options)).hits).toEqual([]);
  });
});

describe('shrinking', () => {
  test.each(present(SMALL).map((fault) => [fault.id, fault] as const))('shows %s by an invariant that is expected to, in three steps at most', async (_, fault) => {
    const { smallest } = await detect(fault, { ...options, first: false, budgetRequests: SHORT_RUN });
    expect(fault.expected).toContain(smallest?.invariant);
    expect(smallest?.steps).toBeLessThanOrEqual(3);
  });
});
