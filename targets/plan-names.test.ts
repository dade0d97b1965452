import { describe, expect, test } from 'vitest';
import { namedKeys } from './named-keys.ts';
import { avoiding, planNames, survivorsOf } from './plan-names.ts';
import type { LaneSetup } from './lane-setup.ts';
import { physicalResource } from './resource.ts';
import { plan, shippedContract } from './testing/server-contract.ts';

const server = shippedContract('server');

describe('a plan on a resource that keeps keys of others', () => {
  const asked = plan([
    { op: 'upsert', slot: 'subject', urlKey: 'name', entries: [['name', 'name']] },
    { op: 'concurrent', branches: [[{ op: 'remove', slot: 'subject', urlKey: 'x' }], [{ op: 'merge', slot: 'subject', entries: [['name', '2'], ['namb', '3']] }]] },
  ], { subject: [['name', '1'], ['x', '1']] });

  test('gets other names for them, the same throughout, and no other key moves', () => {
    const renamed = avoiding(asked, server, namedKeys(['NAME', 'x', 'namc']));
    expect(renamed.start.subject).toEqual([['namd', '1'], ['b', '1']]);
    expect(renamed.steps[0]).toMatchObject({ urlKey: 'namd', entries: [['namd', 'name']] });
    expect(renamed.steps[1]).toMatchObject({ branches: [[{ urlKey: 'b' }], [{ entries: [['namd', '2'], ['namb', '3']] }]] });
  });

  test('is the same where it names none of them', () => {
    expect(avoiding(asked, server, namedKeys(['other']))).toBe(asked);
  });

  test('keeps a key that is spelled in a way of its own, that must be refused, or whose name means something', () => {
    const spelled = plan([{ op: 'remove', slot: 'subject', urlKey: 'name', twists: [{ kind: 'raw-key', segment: 'n%61me' }] }], {});
    expect(avoiding(spelled, server, namedKeys(['name']))).toBe(spelled);
    const refused = plan([{ op: 'merge', slot: 'subject', entries: [['', 'v'], ['k'.repeat(256), 'v']] }], {});
    expect(avoiding(refused, server, namedKeys(['', 'k'.repeat(256)]))).toBe(refused);
    const zone = plan([{ op: 'merge', slot: 'subject', entries: [['availability_zone', 'z']] }], {});
    expect(avoiding(zone, shippedContract('aggregate'), namedKeys(['availability_zone']))).toBe(zone);
  });

  test('keeps a key at its limit at its limit', () => {
    const longest = 'n'.repeat(255);
    const [step] = avoiding(plan([{ op: 'merge', slot: 'subject', entries: [[longest, 'v']] }], {}), server, namedKeys([longest])).steps;
    expect(step).toMatchObject({ entries: [[`b${'n'.repeat(254)}`, 'v']] });
  });
});

describe('the keys that are ours while a plan is performed', () => {
  test('do not grow with what other lanes name meanwhile', () => {
    const run = namedKeys(['before']);
    const names = planNames(run, ['deep'], ['own'], namedKeys());
    run.add('elsewhere');
    names.add('now');
    expect(['before', 'deep', 'own', 'now', 'elsewhere'].filter((key) => names.has(key))).toEqual(['before', 'deep', 'own', 'now']);
    expect(['deep', 'own', 'now'].every((key) => run.has(key))).toBe(true);
  });

  test('hold a survivor only where a step is about a key of that name', () => {
    const names = planNames(namedKeys(['id', 'name']), ['id', 'value'], ['value'], namedKeys(['id', 'value', 'name']));
    expect(['id', 'value', 'name'].filter((key) => names.has(key))).toEqual(['value']);
  });
});

test('survivors are those of all resources of a lane, without what its contract says to stay', () => {
  const left = (...keys: string[]): ReturnType<typeof physicalResource> => ({ ...physicalResource('r', 'A'), survivors: new Set(keys) });
  const contract = shippedContract('aggregate');
  const setup = { contract, resources: { subject: left('a', ...contract.hazards.permanent), bystander: { ...left('b'), outlasting: new Set(['c']) } } } as unknown as LaneSetup;
  expect(['a', 'b', 'c', 'd', ...contract.hazards.permanent].filter((key) => survivorsOf(setup).has(key))).toEqual(['a', 'b', 'c']);
  expect(contract.hazards.permanent).not.toEqual([]);
});
