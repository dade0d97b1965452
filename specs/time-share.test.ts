import { expect, test } from 'vitest';
import { shareTime } from './time-share.ts';

const ended = (signal: AbortSignal): Promise<number> => new Promise((resolve) => {
  const end = (): void => { resolve(performance.now()); };
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
});

test('without a limit only the stop ends anything', () => {
  const stop = new AbortController();
  const { exploring, shrinking, all } = shareTime(stop.signal, null).next(3);
  stop.abort();
  expect([exploring, shrinking, all].map(({ aborted }) => aborted)).toEqual([true, true, true]);
});

test('exploring ends before shrinking, shrinking before the whole, and the next share is what is left', async () => {
  const sharing = shareTime(new AbortController().signal, 0.2);
  const first = sharing.next(2);
  const [exploring, shrinking, all] = await Promise.all([ended(first.exploring), ended(first.shrinking), ended(first.all)]);
  expect(exploring).toBeLessThan(shrinking);
  expect(shrinking).toBeLessThan(all);
  const last = sharing.next(1);
  expect(last.all.aborted).toBe(false);
  await ended(last.all);
  await ended(sharing.next(1).all);
});

test('a stop ends every share at once', () => {
  const stop = new AbortController();
  const { exploring, all } = shareTime(stop.signal, 3600).next(1);
  expect(all.aborted).toBe(false);
  stop.abort();
  expect([exploring.aborted, all.aborted]).toEqual([true, true]);
});
