/** What a breach of a constraint weighs, and what it can be shown with. */
import type { Constraint, Contract, JsonPointer, SourceRef } from './contract.ts';

/** `must`: the target breaks a promise. `observation`: recorded, without a verdict. */
export type Level = 'must' | 'observation';

/** Which promises count: those of the documents alone, or the de facto ones too. */
export type Profile = 'de-facto' | 'documented';

/**
 * The constraint with this id.
 * @throws RangeError when the contract has none: whoever rests on it has made the id up.
 */
export function constraintOf(contract: Contract, id: JsonPointer): Constraint {
  const constraint = contract.constraints.get(id);
  if (constraint === undefined) throw new RangeError(`Contract ${contract.id} has no constraint ${id}; ids are JSON Pointers of members that bear an origin.`);
  return constraint;
}

/** The level of a finding that rests on a constraint; null stands for what is a must whatever the profile. */
export function levelOf(contract: Contract, constraintId: JsonPointer | null, profile: Profile): Level {
  if (constraintId === null) return 'must';
  const { origin } = constraintOf(contract, constraintId);
  return origin.kind === 'source' || profile === 'de-facto' ? 'must' : 'observation';
}

/** The places that constraints were read from, or the evidence of choices, in order and without repetition. */
export function sourcesOf(contract: Contract, ids: readonly JsonPointer[]): readonly SourceRef[] {
  const found = new Map<string, SourceRef>();
  for (const id of ids) {
    const { origin } = constraintOf(contract, id);
    for (const source of origin.kind === 'source' ? origin.sources : origin.evidence) {
      const key = JSON.stringify([source.document, source.lines, source.section]);
      if (!found.has(key)) found.set(key, source);
    }
  }
  return [...found.values()];
}
