import { expect, test } from 'vitest';
import { show } from './invariant-kit.ts';

test.each([
  ['a long value', 'w'.repeat(254), `"${'w'.repeat(59)}… (254 code points)`],
  ['a value with escapes', '\n'.repeat(255), `"${'\\n'.repeat(29)}\\… (255 code points)`],
  ['a value outside the BMP', '\u{1f600}'.repeat(255), `"${'\u{1f600}'.repeat(59)}… (255 code points)`],
  ['a value that is no string', { a: 'w'.repeat(100) }, `{"a":"${'w'.repeat(54)}… (108 characters of JSON)`],
  ['a short value', 'a"b', '"a\\"b"'],
  ['no value', undefined, 'absent'],
])('%s is shown', (_what, value, text) => {
  expect(show(value)).toBe(text);
});
