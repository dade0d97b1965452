import { expect, test } from 'vitest';
import { readBody } from './body.ts';
import { isTooDeep } from '../../contracts/nesting.ts';

function lists(depth: number): string {
  return `{"metadata":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

test('brackets count outside strings only', () => {
  expect(isTooDeep(lists(400))).toBe(false);
  expect(isTooDeep(lists(600))).toBe(true);
  expect(isTooDeep(JSON.stringify({ a: '['.repeat(600), b: `"${'{'.repeat(600)}\\` }))).toBe(false);
  expect(isTooDeep('[],'.repeat(600))).toBe(false);
});

test('a body that is too deep to be walked is read without being walked', () => {
  expect(readBody({ text: lists(10_000) })).toMatchObject({ kind: 'not-json' });
  expect(readBody({ text: lists(3) })).toMatchObject({ kind: 'json' });
});
