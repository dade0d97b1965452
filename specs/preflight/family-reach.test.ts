import { expect, test } from 'vitest';
import { BARE, contractNamed, EVERYWHERE } from '../../generators/fixture-context.ts';
import { familyReach } from './family-reach.ts';

const BUDGET = { budgetRequests: 600, readOnly: false };
const server = contractNamed('server');
const reach = (place: typeof BARE, contract = server): ReturnType<typeof familyReach> => familyReach({ ...place, contract }, BUDGET);

test('where everything is given nothing would allow more, and all families are there', () => {
  const families = reach(EVERYWHERE);
  expect(families.flatMap(({ moreWith }) => moreWith)).toEqual([]);
  expect(families.map(({ family }) => family)).toEqual(['history', 'boundary', 'near-miss', 'addressing', 'bystander', 'protocol', 'access', 'state', 'version', 'concurrency']);
});

test('what is not given is named beside the families that want it', () => {
  const bare = new Map(reach(BARE).map((each) => [each.family, each]));
  expect(bare.get('bystander')).toMatchObject({ plans: 0, moreWith: ['a second --resource of the kind'] });
  expect(bare.get('state')).toMatchObject({ plans: 0, moreWith: ['--sacrificial'] });
  expect(bare.get('version')?.moreWith).toEqual(['a service that announces its microversions']);
  expect(bare.get('access')?.moreWith).toEqual(['--stranger-token or --stranger-os-cloud', '--admin-token or --admin-os-cloud']);
});

test('requests are those of the budget, races and parting plans on top', () => {
  const sum = reach(EVERYWHERE).reduce((total, { requests }) => total + requests, 0);
  expect(sum).toBeGreaterThanOrEqual(895);
  expect(sum).toBeLessThanOrEqual(1025);
  expect(familyReach({ ...EVERYWHERE, contract: server }, { ...BUDGET, readOnly: true }).reduce((total, { requests }) => total + requests, 0)).toBeLessThan(200);
});
