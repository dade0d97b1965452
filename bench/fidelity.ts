/**
 * How far the reference cloud answers like a real Nova: recorded answers are asked again and compared in status, in the metadata that the answer
 * shows and in the metadata afterwards. Each difference must be explained by a named deviation; exits 1 when one is not.
 *
 * Usage: node bench/fidelity.ts [answers.json]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { startReferenceCloud } from '../targets/reference/cloud.ts';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import { deviations } from '../targets/reference/deviations.ts';
import { givenMap, shownAfter } from '../targets/reference/recorded/given.ts';
import { jsonOf, mapOf } from '../targets/reference/recorded/recorded-case.ts';
import type { PlainMap, RecordedCase } from '../targets/reference/recorded/recorded-case.ts';
import { replay } from '../targets/reference/recorded/replay.ts';
import type { ReplayedAnswer } from '../targets/reference/recorded/replay.ts';

/** Cases that speak of what the cloud does not have at all. */
const NOT_REPLAYED: readonly (readonly [words: RegExp, why: string])[] = [
  [/the host$|with host/, 'there are no compute hosts to put into an aggregate'],
  [/^instance actions/, 'instance actions are not served'],
];

interface Outcome {
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

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

async function replayAll(cloud: ReferenceCloud, cases: readonly RecordedCase[]): Promise<readonly Outcome[]> {
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

function printSections(cases: readonly RecordedCase[], outcomes: readonly Outcome[]): void {
  for (const [section, all] of Map.groupBy(cases, (recorded) => recorded.section)) {
    const here = outcomes.filter(({ recorded }) => recorded.section === section);
    const equal = here.filter(({ differences }) => differences.length === 0).length;
    const explained = here.filter(({ deviation }) => deviation !== null).length;
    const unexplained = here.length - equal - explained;
    console.log(`${section}: ${equal} of ${here.length} agree, ${explained} explained, ${unexplained} unexplained${all.length > here.length ? `, ${all.length - here.length} not replayed` : ''}`);
  }
}

function printDeviations(outcomes: readonly Outcome[]): void {
  console.log('\nDeviations:');
  for (const { id, why } of deviations) console.log(`  ${outcomes.filter(({ deviation }) => deviation === id).length} ${id}: ${why}`);
  for (const { id } of deviations.filter(({ id: each }) => outcomes.every(({ deviation }) => deviation !== each))) console.log(`  ${id} explains nothing: remove it`);
}

function printUnexplained(outcomes: readonly Outcome[]): void {
  for (const { recorded, differences, got } of outcomes) {
    console.log(`\nUnexplained: ${recorded.section} | ${recorded.case}\n  ${recorded.method} ${recorded.path}  ${brief(recorded.body)}\n  ${differences.join('\n  ')}\n  ${brief(got.response)}`);
  }
}

async function main(): Promise<number> {
  const file = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/real-nova/answers.json'));
  if (!existsSync(file)) {
    console.log(`No recorded answers at ${file}: nothing was compared. Name a recording to compare with: node bench/fidelity.ts ANSWERS.json`);
    return 0;
  }
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly RecordedCase[];
  const cloud = await startReferenceCloud();
  try {
    const outcomes = await replayAll(cloud, cases);
    const different = outcomes.filter(({ differences }) => differences.length > 0);
    const unexplained = different.filter(({ deviation }) => deviation === null);
    printSections(cases, outcomes);
    printDeviations(outcomes);
    printUnexplained(unexplained);
    const skipped = cases.length - outcomes.length;
    console.log(`\n${cases.length} recorded: ${outcomes.length - different.length} agree, ${different.length - unexplained.length} differ as explained, ${unexplained.length} unexplained, ${skipped} not replayed (${NOT_REPLAYED.map(([, why]) => why).join('; ')})`);
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    await cloud.close();
  }
}

process.exitCode = await main();
