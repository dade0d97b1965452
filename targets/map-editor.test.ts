import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { mapEditor } from './map-editor.ts';
import type { RequestStep } from './operations.ts';
import { reachMap } from './ladder.ts';

const contracts = findContracts();

test.each(['server', 'image', 'flavor', 'volume'])('no item of a %s is addressed by a key that leads to the resource itself', async (id) => {
  const contract = contracts.find((each) => each.id === id)!;
  const sent: RequestStep[] = [];
  const send = async (step: RequestStep): Promise<boolean> => sent.push(step) > 0 && step.op !== 'replace';
  const stored = new Map(['..', '.', '', 'a/..', '../../x', 'a\\..', 'kept', 'a..b', '...', 'gone'].map((key) => [key, '1']));
  const editor = mapEditor({ contract, slot: 'subject', read: async () => stored, send });
  const reached = await reachMap(editor, { map: new Map([['kept', '1']]), ignores: () => false }, { known: null, oneByOne: true, patience: 0 });
  expect(reached.reached).toBe(false);
  expect(sent.flatMap((step) => (step.op === 'remove' ? [step.urlKey] : [])).toSorted()).toEqual(['...', 'a..b', 'gone']);
  expect([await editor.upsert?.('..', 'x'), await editor.upsert?.('a/../b', 'x')]).toEqual([false, false]);
  expect(sent.filter(({ op }) => op === 'upsert')).toEqual([]);
});
