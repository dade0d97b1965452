/**
 * The kill matrix: runs the engine over every injectable fault and tolerated variant, prints what caught what, and writes `kill-matrix.json` and a page for
 * the documentation. Exits 1 when a deterministic fault has no expected killer, something legal is flagged, or (in full runs over everything) an invariant catches nothing.
 *
 * Usage: npm run kill -- --seeds N [--first] [--only ID,...]; see `kill/read-arguments.ts`.
 */
import { writeFileSync } from 'node:fs';
import { findInvariants } from '../specs/invariants.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { killRun, makeMatrix, type KillMatrix, type Outcome } from './kill/matrix.ts';
import { killPage } from './kill/page.ts';
import { problems } from './kill/problems.ts';
import { ArgumentsError, readArguments, USAGE, type KillArguments } from './kill/read-arguments.ts';
import { runTasks } from './kill/run-tasks.ts';
import { tasksFor, tasksForIdle } from './kill/tasks.ts';
import { rowLine, summaryLines } from './kill/text.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function write({ json, page }: KillArguments, matrix: KillMatrix): void {
  writeFileSync(json, `${JSON.stringify(matrix, null, 1)}\n`);
  if (page !== null) writeFileSync(page, killPage(matrix));
}

/** A line for each fault as soon as all its seeds have ended. */
function printer(faults: Awaited<ReturnType<typeof findFaults>>, invariants: Awaited<ReturnType<typeof findInvariants>>, asked: KillArguments, outcomes: readonly Outcome[]): (last: Outcome) => void {
  return (last) => {
    const own = outcomes.filter(({ task }) => task.fault === last.task.fault);
    if (last.task.fault === null) {
      const { seed, crash, findings, durationMs } = killRun(last, []);
      return print(`${crash !== null ? 'CRASHED' : findings.length > 0 ? 'FLAGGED' : 'clean'.padEnd(7)} seed ${seed} ${durationMs} ms ${crash ?? findings.join('; ')}`.trimEnd());
    }
    if (own.length < asked.seeds.length) return;
    for (const row of makeMatrix(faults.filter(({ id }) => id === last.task.fault), invariants, own, 'full', false).faults) print(rowLine(row));
  };
}

async function main(): Promise<number> {
  const startedAt = performance.now();
  const [faults, invariants] = await Promise.all([findFaults(), findInvariants()]);
  const asked = readArguments(process.argv.slice(2), faults.map(({ id }) => id));
  if (asked === null) {
    print(USAGE);
    return 0;
  }
  const outcomes: Outcome[] = [];
  const show = printer(faults, invariants, asked, outcomes);
  await runTasks(tasksFor(faults, asked), asked.jobs, asked.first, (task, answer) => {
    outcomes.push({ task, answer });
    show({ task, answer });
  });
  const everything = asked.only === null && asked.seeds.length > 0;
  const made = (): KillMatrix => makeMatrix(faults, invariants, outcomes, asked.first ? 'first' : 'full', everything);
  if (asked.first && everything) await runTasks(tasksForIdle(faults, made().summary.idle, asked), asked.jobs, true, (task, answer) => outcomes.push({ task, answer }));
  const matrix = made();
  write(asked, matrix);
  const wrong = problems(matrix);
  print(['', ...summaryLines(matrix.summary), `${Math.round((performance.now() - startedAt) / 1000)} s`, ...(wrong.length === 0 ? [] : ['', 'Problems:', ...wrong.map((line) => `  ${line}`)])].join('\n'));
  return wrong.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ArgumentsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}
