import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('nearestName', () => {
  it('gives the name that was meant', () => {
    expect(nearestName('maxLenght', ['minLength', 'maxLength', 'pattern'])).toBe('maxLength');
    expect(nearestName('x-qouta', ['x-quota', 'x-key'])).toBe('x-quota');
  });

  it('gives none when none is near', () => {
    expect(nearestName('colour', ['x-quota', 'paths'])).toBeNull();
    expect(nearestName('anything', [])).toBeNull();
  });
});
