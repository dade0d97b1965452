/**
 * How far the reference cloud answers like a real Nova: recorded answers are asked again and compared in status, in the metadata that the answer
 * shows and in the metadata afterwards. Each difference must be explained by a named deviation; exits 1 when one is not.
 *
 * Usage: node bench/fidelity.ts [answers.json]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startReferenceCloud } from '../targets/reference/cloud.ts';
import { deviations } from '../targets/reference/deviations.ts';
import { NOT_REPLAYED, brief, compareWithRecording } from '../targets/reference/recorded/compare.ts';
import type { Outcome } from '../targets/reference/recorded/compare.ts';
import type { RecordedCase } from '../targets/reference/recorded/recorded-case.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printSections(cases: readonly RecordedCase[], outcomes: readonly Outcome[]): void {
  for (const [section, all] of Map.groupBy(cases, (recorded) => recorded.section)) {
    const here = outcomes.filter(({ recorded }) => recorded.section === section);
    const equal = here.filter(({ differences }) => differences.length === 0).length;
    const explained = here.filter(({ deviation }) => deviation !== null).length;
    const unexplained = here.length - equal - explained;
    print(`${section}: ${equal} of ${here.length} agree, ${explained} explained, ${unexplained} unexplained${all.length > here.length ? `, ${all.length - here.length} not replayed` : ''}`);
  }
}

function printDeviations(outcomes: readonly Outcome[]): void {
  print('\nDeviations:');
  for (const { id, why } of deviations) print(`  ${outcomes.filter(({ deviation }) => deviation === id).length} ${id}: ${why}`);
  for (const { id } of deviations.filter(({ id: each }) => outcomes.every(({ deviation }) => deviation !== each))) print(`  ${id} explains nothing: remove it`);
}

function printUnexplained(outcomes: readonly Outcome[]): void {
  for (const { recorded, differences, got } of outcomes) {
    print(`\nUnexplained: ${recorded.section} | ${recorded.case}\n  ${recorded.method} ${recorded.path}  ${brief(recorded.body)}\n  ${differences.join('\n  ')}\n  ${brief(got.response)}`);
  }
}

async function main(): Promise<number> {
  const file = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/real-nova/answers.json'));
  if (!existsSync(file)) {
    print(`No recorded answers at ${file}: nothing was compared. Name a recording to compare with: node bench/fidelity.ts ANSWERS.json`);
    return 0;
  }
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly RecordedCase[];
  const cloud = await startReferenceCloud();
  try {
    const outcomes = await compareWithRecording(cloud, cases);
    const different = outcomes.filter(({ differences }) => differences.length > 0);
    const unexplained = different.filter(({ deviation }) => deviation === null);
    printSections(cases, outcomes);
    printDeviations(outcomes);
    printUnexplained(unexplained);
    const skipped = cases.length - outcomes.length;
    print(`\n${cases.length} recorded: ${outcomes.length - different.length} agree, ${different.length - unexplained.length} differ as explained, ${unexplained.length} unexplained, ${skipped} not replayed (${NOT_REPLAYED.map(([, why]) => why).join('; ')})`);
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    await cloud.close();
  }
}

process.exitCode = await main();
