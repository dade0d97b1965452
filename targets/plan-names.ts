/** The names of one plan: which keys it may use on a lane, and which keys of a map count as ours while it is performed. */
import type { Contract } from '../contracts/contract.ts';
import { keyClass } from '../generators/classes.ts';
import { isLegalKey } from '../generators/limits.ts';
import type { Plan } from '../generators/plan.ts';
import { keysOf, renamed, spelledKeys } from '../generators/plan-renamer.ts';
import type { LaneSetup } from './lane-setup.ts';
import { namedKeys, type NamedKeys } from './named-keys.ts';

const TAILS = Array.from('bcdefghijklmnopqrstuvwxyz0123456789');

/**
 * Keys of a lane's resources that a replacement did not clear away before the first plan, or nothing did: the provider's, or originals that stay. What a contract says to
 * stay is left to plans that know it.
 */
export function survivorsOf({ resources, contract }: LaneSetup): NamedKeys {
  const keys = [...new Set(Object.values(resources).flatMap(({ survivors, outlasting }) => [...(survivors ?? []), ...outlasting]))];
  return namedKeys(keys.filter((key) => !contract.hazards.permanent.includes(key)));
}

/** Names alike: of the same length first, so that a key at a limit stays there. Long keys that are alike at their beginning count as one, so that is changed too. */
function namesLike(key: string): readonly string[] {
  const points = Array.from(key);
  const [head, rest] = [points.slice(0, -1).join(''), points.slice(1).join('')];
  return [...TAILS.map((tail) => head + tail), ...TAILS.map((tail) => tail + rest), ...TAILS.map((tail) => `${key}-${tail}`)];
}

function hasMeaning(contract: Contract, key: string): boolean {
  return ['named', 'reserved'].includes(keyClass(key, contract)) || contract.hazards.keys.includes(key) || !isLegalKey(contract, key);
}

/**
 * The plan with other names for the keys that bear those of survivors, since what becomes of them is not its own doing. Keys whose name means something to the contract,
 * or that a step also spells in its own way, keep theirs.
 */
export function avoiding(plan: Plan, contract: Contract, survivors: NamedKeys): Plan {
  const [keys, spelled] = [keysOf(plan), spelledKeys(plan)];
  const taken = namedKeys(keys);
  const names = new Map<string, string>();
  for (const key of keys) {
    if (!survivors.has(key) || spelled.has(key) || hasMeaning(contract, key)) continue;
    const free = namesLike(key).filter((name) => !survivors.has(name) && !taken.has(name) && !hasMeaning(contract, name));
    const other = free.find((name) => keyClass(name, contract) === keyClass(key, contract)) ?? free[0];
    if (other === undefined) continue;
    names.set(key, other);
    taken.add(other);
  }
  return names.size === 0 ? plan : renamed(plan, { key: (key) => names.get(key) ?? key, value: (value) => value });
}

/**
 * The keys that are ours while a plan is performed: all that the run has named up to its beginning, and what it names itself. What plans on other lanes name meanwhile is
 * not, or a foreign key would seem to appear in the middle. A survivor is ours only where the plan itself writes or asks for a key of that name.
 * @param planned every key that its requests name, however deep.
 * @param own those that its steps are about.
 */
export function planNames(all: NamedKeys, planned: readonly string[], own: readonly string[], survivors: NamedKeys): NamedKeys {
  for (const key of [...planned, ...own]) all.add(key);
  const [known, ours] = [all.copy(), namedKeys(own)];
  return {
    add: (key) => { for (const keys of [all, known]) keys.add(key); },
    addBody: (text) => { for (const keys of [all, known]) keys.addBody(text); },
    has: (key) => (survivors.has(key) ? ours : known).has(key),
    copy: () => known.copy(),
  };
}
