import { expect, test } from 'vitest';
import { withInterrupt } from './with-interrupt.ts';

test('a first signal asks to stop, and those who listened before hear of it again only afterwards', async () => {
  const heard: string[] = [];
  const other = (): void => void heard.push('other');
  process.on('SIGINT', other);
  const outcome = await withInterrupt(() => heard.push('interrupt'), async (signal) => {
    process.emit('SIGINT', 'SIGINT');
    return signal.aborted;
  });
  expect(outcome).toBe(true);
  expect(heard).toEqual(['interrupt']);
  process.emit('SIGINT', 'SIGINT');
  process.off('SIGINT', other);
  expect(heard).toEqual(['interrupt', 'other']);
});

test('listeners come back after a failure too', async () => {
  const before = process.listeners('SIGTERM');
  await expect(withInterrupt(() => undefined, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(process.listeners('SIGTERM')).toEqual(before);
});

test('a terminal that is closed asks to stop, however often it says so', async () => {
  let interrupts = 0;
  const stopped = await withInterrupt(() => { interrupts += 1; }, async (signal) => {
    for (let times = 0; times < 3; times += 1) process.emit('SIGHUP', 'SIGHUP');
    return signal.aborted;
  });
  expect([stopped, interrupts]).toEqual([true, 1]);
});
