/** Which classes lie inside a contract's limits and so must be tried before a pass is a pass. */
import type { Contract, Effect } from '../contracts/contract.ts';
import { violationsAt } from '../contracts/violations.ts';
import { maxLengthOf, type KeyClass, type ValueClass } from '../generators/classes.ts';
import type { Cell } from './judgement.ts';
import { cell } from './reading/seen-classes.ts';

const KEY_SAMPLES: Readonly<Partial<Record<KeyClass, string>>> = {
  plain: 'colour', shortest: 'k', digits: '42', dotted: 'a.b', suffix: 'a.json', colon: 'a:b', 'special-name': 'id',
};

const VALUE_SAMPLES: Readonly<Partial<Record<ValueClass, string>>> = {
  plain: 'blue', empty: '', 'number-like': '42', 'boolean-like': 'true', 'null-like': 'null', 'date-like': '2013-08-18T12:17:55', 'json-like': '{}', markup: '<a&b>', 'outer-space': ' a ',
  'non-ascii': 'é', combining: 'e\u0301',
};

/** Classes of keys inside the contract's limits, as cell classes. */
export function validKeyClasses(contract: Contract): readonly string[] {
  const classes = Object.entries(KEY_SAMPLES).filter(([, sample]) => violationsAt(contract, contract.keySchema, sample).length === 0).map(([name]) => (name === 'plain' ? 'plain' : `key:${name}`));
  return Number.isFinite(maxLengthOf(contract, contract.keySchema)) ? [...classes, 'key:longest'] : classes;
}

/** Classes of values inside the contract's limits, as cell classes. */
export function validValueClasses(contract: Contract): readonly string[] {
  const classes = Object.entries(VALUE_SAMPLES).filter(([, sample]) => violationsAt(contract, contract.valueSchema, sample).length === 0).map(([name]) => (name === 'plain' ? 'plain' : `value:${name}`));
  return Number.isFinite(maxLengthOf(contract, contract.valueSchema)) ? [...classes, 'value:longest', 'value:longest-non-ascii'] : classes;
}

/** Cells of one effect. */
export function cellsOf(effect: Effect, classes: readonly string[]): readonly Cell[] {
  return classes.map((cls) => cell(effect, cls));
}

/** The cells that a claim about stored pairs needs: every valid class by the map, the special keys by the URL. */
export function storedPairCells(contract: Contract, effects: readonly Effect[]): readonly Cell[] {
  return effects.flatMap((effect) => {
    if (effect === 'merge' || effect === 'replace') return cellsOf(effect, [...new Set([...validKeyClasses(contract), ...validValueClasses(contract)])]);
    if (effect === 'upsert') return cellsOf(effect, [...validKeyClasses(contract), ...validValueClasses(contract).filter((cls) => cls === 'value:empty'), 'value:longest']);
    return [];
  });
}
