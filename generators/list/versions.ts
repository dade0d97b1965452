/** Microversions: within the contract's range, beyond it, not offered, malformed. */
import type { Contract } from '../../contracts/contract.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry } from '../plan.ts';
import { merge, readResource, type Manner } from '../steps.ts';
import { chained, type Draft } from './draft.ts';
import { everyEffect, everyRead } from './every-effect.ts';

const START: readonly Entry[] = [['a', '1'], ['b', '2']];

function minor(version: string): number {
  return Number(version.split('.')[1]);
}

/** Versions that the contract's operations do not have, or that change their answers. Where the target does not say what it offers, only the first is taken for granted. */
export function versions(contract: Contract, context: PlanContext): readonly Draft[] {
  const { microversions } = contract;
  if (microversions === null) return [];
  const offered = context.maxMicroversion;
  const isOffered = (version: string): boolean => (offered === null ? version === microversions.min : minor(version) <= minor(offered));
  const at = (version: string): Manner => ({ twists: [{ kind: 'microversion', version }] });
  const within = microversions.probe.filter((version) => isOffered(version) && (microversions.max === null || minor(version) <= minor(microversions.max)));
  // Each effect once within the range; a further version worth a look is read at, since it is answers that versions change.
  const drafts = within.map((version, index): Draft => ({
    family: 'version', title: `at microversion ${version}`, start: START, ...(microversions.max === null || index < within.length - 1 ? { later: true } : {}),
    steps: [...(index === within.length - 1 ? everyEffect(contract, at(version), `at ${version}`) : [merge([['a', 'new']], at(version))]), ...everyRead(contract, at(version)), readResource(at(version))],
  }));
  const next = microversions.max === null ? null : `${microversions.max.split('.')[0]}.${minor(microversions.max) + 1}`;
  const major = (microversions.min ?? microversions.max ?? '2.1').split('.')[0];
  const refused = [...(next !== null && (offered === null || isOffered(next)) ? [next] : []), `${major}.999`].flatMap((version) => [...everyEffect(contract, at(version), `at ${version}`), ...everyRead(contract, at(version))]);
  const malformed = [...everyEffect(contract, at('x.y'), 'malformed').slice(0, 1), ...everyRead(contract, at('x.y')).slice(0, 1)];
  return [...drafts, ...chained({ family: 'version', title: 'microversions that are refused', start: START, steps: [...refused, ...malformed] })];
}
