import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeToken, pointerTokens, resolvePointer } from './json-pointer.ts';

describe('JSON Pointers', () => {
  it('carry any token there and back', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), (tokens) => {
      expect(pointerTokens(tokens.map((token) => `/${escapeToken(token)}`).join(''))).toEqual(tokens);
    }));
  });

  it('lead to own members only', () => {
    expect(resolvePointer({ a: [{ 'b/c~': 1 }] }, '/a/0/b~1c~0')).toBe(1);
    expect(resolvePointer({ a: 1 }, '')).toEqual({ a: 1 });
    expect(resolvePointer({ a: 1 }, '/a/b')).toBeUndefined();
    expect(resolvePointer({}, '/__proto__')).toBeUndefined();
    expect(resolvePointer(JSON.parse('{"__proto__": 1}'), '/__proto__')).toBe(1);
  });
});
