/** What there is to do: each fault and variant at each seed, under the profile where it means something. */
import type { Part } from '../../specs/detection.fixture.ts';
import type { Profile } from '../../specs/judgement.ts';
import type { Fault } from '../../targets/reference/fault.ts';

/** One run of the engine; `fault` null: the faultless cloud. */
export interface Task {
  readonly fault: string | null;
  readonly seed: number;
  readonly profile: Profile;
  /** With `--first`: go on until this invariant speaks; absent: until one that is expected to does. */
  readonly until?: string;
  /** On these of the contracts only. */
  readonly part?: Part;
}

/** Catalogue lines that break only a choice of ours, so are faults under `de-facto` alone. */
const ONLY_DE_FACTO: readonly string[] = ['M28', 'M72'];

/** Catalogue lines of the same behaviours as tolerated variants: what the documents leave open. */
const ONLY_DOCUMENTED: readonly string[] = ['T01', 'T03'];

/**
 * The profile a fault is run under: `de-facto`, whose findings include those of `documented`, unless only the documents tolerate it.
 * @returns null when it says nothing under the profile that was asked for.
 */
export function profileOf({ catalogue }: Pick<Fault, 'catalogue'>, asked: Profile | null): Profile | null {
  if (ONLY_DE_FACTO.includes(catalogue)) return asked === 'documented' ? null : 'de-facto';
  if (ONLY_DOCUMENTED.includes(catalogue)) return asked === 'de-facto' ? null : 'documented';
  return asked ?? 'de-facto';
}

export interface Asked {
  /** Ids of faults; null: all. */
  readonly only: readonly string[] | null;
  readonly seeds: readonly number[];
  readonly cleanSeeds: readonly number[];
  readonly profile: Profile | null;
  /** What is legal runs on one in so many contracts at each seed, by turns. */
  readonly share: number;
}

/**
 * Tasks for invariants that have caught nothing so far: the faults that they are expected to catch, each until it speaks. Runs that stop at the first finding give
 * the floor to whoever speaks first.
 */
export function tasksForIdle(faults: readonly Fault[], idle: readonly string[], asked: Omit<Asked, 'share'>): readonly Task[] {
  return idle.flatMap((until) => faults.filter(({ expected }) => expected.includes(until)).flatMap((fault) => {
    const profile = profileOf(fault, asked.profile);
    return profile === null || asked.seeds[0] === undefined ? [] : [{ fault: fault.id, seed: asked.seeds[0], profile, until }];
  }));
}

/** What is legal is run to the end: begun first, it does not keep the others waiting at the end. */
function longestFirst(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((one, other) => Number(other.kind === 'tolerated') - Number(one.kind === 'tolerated'));
}

/** All tasks: fault by fault, the longest first, the faultless cloud last. */
export function tasksFor(faults: readonly Fault[], asked: Asked): readonly Task[] {
  const chosen = longestFirst(faults).filter(({ id }) => asked.only?.includes(id) ?? true);
  const onFaults = chosen.flatMap((fault, turn) => {
    const profile = profileOf(fault, asked.profile);
    const isPartial = fault.kind === 'tolerated' && asked.share > 1;
    return profile === null ? [] : asked.seeds.map((seed): Task => ({ fault: fault.id, seed, profile, ...(isPartial ? { part: { of: asked.share, at: turn + seed } } : {}) }));
  });
  return [...onFaults, ...asked.cleanSeeds.map((seed) => ({ fault: null, seed, profile: asked.profile ?? 'de-facto' }))];
}
