import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from './secret.ts';

test('a secret shows itself only when it is revealed', () => {
  const secret = new Secret('canary');
  const printed = [String(secret), `${secret}`, JSON.stringify({ secret }), inspect({ deep: [secret] }), JSON.stringify(Object.entries(secret)), inspect(secret, { showHidden: true })];
  expect(printed.join()).not.toContain('canary');
  expect(secret.reveal()).toBe('canary');
});
