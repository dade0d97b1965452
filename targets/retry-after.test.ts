import { expect, test } from 'vitest';
import { retryAfterMs, waitAskedForMs } from './retry-after.ts';

test.each([[undefined, null], ['3', 3000], [' 0 ', 0], ['Thu, 01 Jan 1970 00:00:10 GMT', 9000], ['Thu, 01 Jan 1970 00:00:00 GMT', 0], ['soon', null], ['-1', null]])('Retry-After %s', (header, ms) => {
  expect(retryAfterMs(header, 1000)).toBe(ms);
});

test('a date goes by the clock of whoever sent it', () => {
  const headers = [['date', 'Thu, 01 Jan 2099 00:00:00 GMT'], ['retry-after', 'Thu, 01 Jan 2099 00:00:03 GMT']] as const;
  expect(waitAskedForMs({ status: 429, headers, body: new Uint8Array(), truncated: false })).toBe(3000);
});
