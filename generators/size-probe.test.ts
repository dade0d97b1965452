import { expect, test } from 'vitest';
import { contractNamed, EVERYWHERE } from './fixture-context.ts';
import { sizeProbe } from './size-probe.ts';

test('sizes are tried where no limit is announced and the contract knows one', () => {
  const plan = sizeProbe(contractNamed('server'), { ...EVERYWHERE, maxItems: null });
  expect(plan?.steps.map((step) => ('entries' in step ? step.entries.length : 0))).toEqual([32, 40, 64, 128]);
});

test('nothing is tried where the limit is announced, or there is none', () => {
  expect(sizeProbe(contractNamed('server'), { ...EVERYWHERE, maxItems: 128 })).toBeNull();
  expect(sizeProbe(contractNamed('aggregate'), { ...EVERYWHERE, maxItems: null })).toBeNull();
});
