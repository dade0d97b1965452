/**
 * Kills runs at random moments, without warning, restores after each, and compares: the metadata and states of all named resources must be exactly as before,
 * and nothing that a run has made may be left. Exits 1 when anything is not.
 *
 * Usage: npm run kills -- --times N [--within S] [--os-cloud NAME --admin-os-cloud NAME --stranger-os-cloud NAME --resource KIND=ID ...]
 * Without a cloud: a reference cloud in this process, with two servers and an aggregate named.
 */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killRound, type Round } from './kills/round.ts';
import { referenceToKill } from './kills/reference-to-kill.ts';
import { openWatch, type CloudFlags } from './kills/watch.ts';

/** How often the first line of a journal is looked for: before it a run has only read. */
const LOOK_MS = 5;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({ options: {
  times: { type: 'string', default: '5' }, within: { type: 'string', default: '25' }, resource: { type: 'string', multiple: true, default: [] },
  'os-cloud': { type: 'string' }, 'admin-os-cloud': { type: 'string' }, 'stranger-os-cloud': { type: 'string' },
} });

function flagsOfCall(): CloudFlags {
  const clouds = { osCloud: values['os-cloud'], adminOsCloud: values['admin-os-cloud'], strangerOsCloud: values['stranger-os-cloud'] };
  return {
    options: Object.fromEntries(Object.entries(clouds).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    resources: values.resource.map((given) => given.split('=')).map(([kind = '', id = '']) => ({ kind, id })),
  };
}

/** The flags of a command line that say the same. */
function words({ options }: CloudFlags, leftOut: readonly string[] = []): readonly string[] {
  const flag = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return Object.entries(options).filter(([name]) => !leftOut.includes(name)).flatMap(([name, value]) => [value].flat().flatMap((each) => [flag(name), each]));
}

function lineOf(number: number, { killedAfterMs, tooLate, originals, creations, states, restoreMs, wrong }: Round): string {
  const left = `${originals} originals, ${creations} creations, ${states} states open`;
  return `${String(number).padStart(3)}  ${tooLate ? 'ended after' : 'killed after'} ${(killedAfterMs / 1000).toFixed(1)} s, ${left}; restored in ${(restoreMs / 1000).toFixed(1)} s: ${wrong.length === 0 ? 'as before' : `WRONG\n       ${wrong.join('\n       ')}`}`;
}

/** A random time after a run has written its first line. */
async function randomMoment(journals: string, withinMs: number): Promise<void> {
  while (!existsSync(journals) || readdirSync(journals).length === 0) await sleep(LOOK_MS);
  await sleep(Math.random() * withinMs);
}

async function main(): Promise<number> {
  const reference = values['os-cloud'] === undefined ? await referenceToKill() : null;
  const flags = reference?.flags ?? flagsOfCall();
  const watch = await openWatch(flags);
  const rounds: Round[] = [];
  try {
    for (let number = 1; number <= Number(values.times); number += 1) {
      const round = await killRound({
        watch, moment: (journals) => randomMoment(journals, Number(values.within) * 1000), restore: words(flags, ['strangerToken', 'strangerOsCloud', 'endpoint']),
        run: [...words(flags), ...flags.resources.flatMap(({ kind, id }) => ['--resource', `${kind}=${id}`]), '--sacrificial', '--provision', '--report', 'report'],
      });
      rounds.push(round);
      print(lineOf(number, round));
    }
  } finally {
    await watch.close();
    await reference?.close();
  }
  const good = rounds.filter(({ wrong }) => wrong.length === 0).length;
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  print(`\n${good} of ${rounds.length} as before; ${rounds.filter(({ tooLate }) => !tooLate).length} killed; what was open: ${sum(({ originals }) => originals)} originals, ${sum(({ creations }) => creations)} creations, ${sum(({ states }) => states)} states`);
  return good === rounds.length ? 0 : 1;
}

process.exitCode = await main();
