/** Random near misses. */
import * as fc from 'fast-check';
import type { Contract, Operation } from '../contracts/contract.ts';
import { anyCharacter } from './any-character.ts';
import { keyClass, maxLengthOf, valueClass } from './classes.ts';
import { keyOfLength } from './key-samples.ts';
import { isHazardousKey, isLegalKey, longestKey, longestValue, operationOf } from './limits.ts';
import { countMisses, keyPatternMisses, pairMisses, type NearMiss } from './near-miss.ts';
import { perContract } from './per-contract.ts';
import type { Entry, JsonValue } from './plan.ts';
import type { SendingEffect } from './steps.ts';
import { validKeys } from './keys.ts';
import { validValues } from './values.ts';

function tooLongKeys(contract: Contract): fc.Arbitrary<NearMiss> {
  const longest = longestKey(contract);
  return fc.integer({ min: 1, max: longest }).map((excess): NearMiss => ({
    constraint: `${contract.keySchema}/maxLength`, class: 'too-long', entries: [[keyOfLength(longest + excess), 'v']],
  }));
}

function tooLongValues(contract: Contract): fc.Arbitrary<NearMiss> {
  const longest = longestValue(contract);
  return fc.tuple(fc.integer({ min: 1, max: longest }), fc.constantFrom('x', '\u00e9', '\u4e2d'), validKeys(contract)).map(([excess, character, key]): NearMiss => ({
    constraint: `${contract.valueSchema}/maxLength`, class: 'too-long', entries: [[key, character.repeat(longest + excess)]],
  }));
}

/** A legal key with one character put in that may lie outside the alphabet; only keys that break the pattern alone are kept. */
function strangeKeys(contract: Contract): fc.Arbitrary<NearMiss> {
  const strange = fc.oneof(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), anyCharacter);
  return fc.tuple(fc.stringMatching(/^[a-z]{0,6}$/), strange, fc.stringMatching(/^[a-z]{0,6}$/)).map((parts) => parts.join(''))
    .filter((key) => !isLegalKey(contract, key) && !isHazardousKey(contract, key) && keyClass(key, contract) !== 'reserved')
    .map((key): NearMiss => ({ constraint: `${contract.keySchema}/pattern`, class: keyClass(key, contract), entries: [[key, 'v']] }));
}

function wrongTypes(contract: Contract): fc.Arbitrary<NearMiss> {
  const values: fc.Arbitrary<JsonValue> = fc.oneof(fc.integer(), fc.boolean(), fc.array(validValues(contract), { maxLength: 2 }), fc.dictionary(fc.constantFrom('a', 'b'), validValues(contract), { maxKeys: 2 }));
  return fc.tuple(validKeys(contract), values).map(([key, value]): NearMiss => ({ constraint: `${contract.valueSchema}/type`, class: valueClass(value, contract), entries: [[key, value]] }));
}

/** The miss beside valid pairs, at any place. */
function besideValid(contract: Contract, misses: fc.Arbitrary<NearMiss>): fc.Arbitrary<NearMiss> {
  const companion = validValues(contract).map((value): Entry => ['companion', value]);
  return fc.tuple(misses, companion, fc.boolean()).map(([miss, pair, first]): NearMiss => ({
    ...miss, class: 'map:partly-invalid', entries: first ? [pair, ...miss.entries] : [...miss.entries, pair],
  }));
}

/** Near misses for an effect: each breaks one constraint; an upsert sends one pair, so nothing stands beside it. */
export function nearMissArbitrary(contract: Contract, effect: SendingEffect): fc.Arbitrary<NearMiss> {
  return byEffect(contract)(effect);
}

const byEffect = perContract((contract) => {
  const known = new Map<SendingEffect, fc.Arbitrary<NearMiss>>();
  return (effect: SendingEffect): fc.Arbitrary<NearMiss> => {
    const misses = known.get(effect) ?? missesOf(contract, effect);
    known.set(effect, misses);
    return misses;
  };
});

function missesOf(contract: Contract, effect: SendingEffect): fc.Arbitrary<NearMiss> {
  const hasPattern = keyPatternMisses(contract).length > 0;
  const listed = [...pairMisses(contract), ...countMisses(contract, operationOf(contract, effect) as Operation)];
  const random = [
    ...(Number.isFinite(maxLengthOf(contract, contract.keySchema)) ? [tooLongKeys(contract)] : []), ...(Number.isFinite(maxLengthOf(contract, contract.valueSchema)) ? [tooLongValues(contract)] : []), wrongTypes(contract),
    ...(hasPattern ? [strangeKeys(contract)] : []),
  ];
  const single = fc.oneof(fc.constantFrom(...listed), ...random);
  return effect === 'upsert' ? single : fc.oneof({ weight: 2, arbitrary: single }, { weight: 1, arbitrary: besideValid(contract, fc.oneof(...random)) });
}
