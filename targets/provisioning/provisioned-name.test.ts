import { assert, constantFrom, date, nat, property, string, uuid } from 'fast-check';
import { expect, test } from 'vitest';
import { provisionedName, readProvisionedName, shortRun } from './provisioned-name.ts';

test('a name tells its run, its kind and its second', () => {
  const times = date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  assert(property(uuid(), times, constantFrom('server', 'image'), nat(99), (run, at, noun, number) => {
    const read = readProvisionedName(provisionedName(run, at, noun, number));
    expect(read).toEqual({ run: shortRun(run), noun, at: new Date(Math.floor(at.getTime() / 1000) * 1000) });
  }));
});

test('nothing else is taken for such a name', () => {
  const own = provisionedName('1a2b3c4d-0000-4000-8000-000000000000', new Date('2026-11-21T07:12:15.900Z'), 'server', 1);
  expect(own).toBe('metaconform-20261121T071215Z-1a2b3c4d-server-1');
  for (const other of ['metaconform-server-1', `${own}0 `, ` ${own}`, `${own}-backup`, own.replace('metaconform', 'Metaconform'), own.replace('1121', '1399')]) expect(readProvisionedName(other)).toBeNull();
  assert(property(string(), (text) => readProvisionedName(`metaconform-${text}`) === null));
});
