import { expect, test } from 'vitest';
import { staleAt } from './token-lifetime.ts';

const now = { wallMs: Date.parse('2026-01-01T00:00:00Z'), steadyMs: 1000 };

test.each([
  ['an hour', '2026-01-01T00:00:00.000000Z', '2026-01-01T01:00:00.000000Z', 3_540_000],
  ['five seconds', '2026-01-01T00:00:00Z', '2026-01-01T00:00:05Z', 3750],
  ['an hour of a clock that is a day behind', '2025-12-31T00:00:00Z', '2025-12-31T01:00:00Z', 3_540_000],
  ['an hour, without its begin', null, '2026-01-01T01:00:00Z', 3_540_000],
  ['nothing', '2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z', 0],
  ['no end that can be read', '2026-01-01T00:00:00Z', 'soon', Number.POSITIVE_INFINITY],
])('a token for %s', (_what, issuedAt, expiresAt, lastsMs) => {
  expect(staleAt({ issuedAt, expiresAt }, now)).toBe(1000 + lastsMs);
});
