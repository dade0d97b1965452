import { expect, test } from 'vitest';
import { redactHeaders, redactMembers, redactText } from './redact.ts';
import { Secret } from './secret.ts';

const secrets = [new Secret('tok-canary')];

test('headers that carry secrets and secrets in any other header are redacted', () => {
  expect(redactHeaders([['X-Auth-Token', 'a'], ['set-cookie', 'b'], ['X-Subject-Token', 'c'], ['authorization', 'd'], ['x-echo', 'got tok-canary!'], ['date', 'today']], secrets))
    .toEqual([['X-Auth-Token', '[redacted]'], ['set-cookie', '[redacted]'], ['X-Subject-Token', '[redacted]'], ['authorization', '[redacted]'], ['x-echo', 'got [redacted]!'], ['date', 'today']]);
});

test('a token that is echoed in a body is redacted', () => {
  expect(redactText('token tok-canary and tok-canary', secrets)).toBe('token [redacted] and [redacted]');
});

test('passwords of the resource are redacted, metadata keys of that name are not', () => {
  expect(redactMembers('{"adminPass": "s3cret"}')).toBe('{"adminPass": "[redacted]"}');
  expect(redactMembers('{"server":{"adminPass":"s3cret","metadata":{"adminPass":"ours"}}}')).toBe('{"server":{"adminPass":"[redacted]","metadata":{"adminPass":"ours"}}}');
});
