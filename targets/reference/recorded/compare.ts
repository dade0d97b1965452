/** All recorded answers held against a reference cloud. */
import { isDeepStrictEqual } from 'node:util';
import type { ReferenceCloud } from '../cloud.ts';
import { deviations } from '../deviations.ts';
import { givenMap, shownAfter } from './given.ts';
import { jsonOf, mapOf } from './recorded-case.ts';
import type { PlainMap, RecordedCase } from './recorded-case.ts';
import { replay } from './replay.ts';
import type { ReplayedAnswer } from './replay.ts';

/** Cases that speak of what the cloud does not have at all. */
export const NOT_REPLAYED: readonly (readonly [words: RegExp, why: string])[] = [
  [/the host$|with host/, 'there are no compute hosts to put into an aggregate'],
  [/^instance actions/, 'instance actions are not served'],
];

/** What came of one case: the answer, how it differs and which deviation explains that. */
export interface Outcome {
  readonly recorded: RecordedCase;
  readonly got: ReplayedAnswer;
  readonly differences: readonly string[];
  readonly deviation: string | null;
}

function differencesOf(recorded: RecordedCase, got: ReplayedAnswer): readonly string[] {
  const differences = recorded.status === got.status ? [] : [`status ${got.status}, recorded ${recorded.status}`];
  const shown = mapOf(recorded.response);
  if (recorded.status < 300 && got.status < 300 && shown !== undefined && !isDeepStrictEqual(mapOf(got.response), shown)) {
    differences.push(`answer ${brief(mapOf(got.response))}, recorded ${brief(shown)}`);
  }
  const after = jsonOf(recorded.after);
  if (after !== undefined && !isDeepStrictEqual(got.after, after)) differences.push(`after ${brief(got.after)}, recorded ${brief(after)}`);
  return differences;
}

/** A value in one line. */
export function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Replay the cases in order; those that speak of what the cloud does not have are left out. */
export async function compareWithRecording(cloud: ReferenceCloud, cases: readonly RecordedCase[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const last = new Map<string, PlainMap>();
  for (const recorded of cases) {
    const place = `${recorded.section} ${/\{(?:public-image|server-2)\}/.exec(recorded.path)?.[0] ?? ''}`;
    if (NOT_REPLAYED.some(([words]) => words.test(recorded.case))) continue;
    const got = await replay(cloud, recorded, givenMap(recorded, last.get(place) ?? {}));
    last.set(place, shownAfter(recorded) ?? last.get(place) ?? {});
    const differences = differencesOf(recorded, got);
    const deviation = differences.length === 0 ? null : deviations.find(({ matches }) => matches(recorded, got.status))?.id ?? null;
    outcomes.push({ recorded, got, differences, deviation });
  }
  return outcomes;
}
