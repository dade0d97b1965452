import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Comparison } from '../reports/compare/comparison.ts';
import { readReport } from '../reports/read-report.ts';
import { callCommandLine, newFolder } from './command-line.fixture.ts';

const cwd = newFolder();
const SERVER = ['--only', 'server'];

async function run(name: string, ...args: readonly string[]): Promise<void> {
  const { code, err } = await callCommandLine(['run', '--report', name, ...args], { cwd });
  if (code > 2) throw new Error(err);
}

async function compare(before: string, after: string, ...flags: readonly string[]) {
  const report = `${before}-${after}`;
  const ended = await callCommandLine(['compare', before, after, '--report', report, ...flags], { cwd });
  const file = join(cwd, report, 'compare.json');
  return { ...ended, comparison: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Comparison : null };
}

function named({ verdicts }: Comparison, change: string): readonly string[] {
  return verdicts.filter((row) => row.change === change).map(({ contract, invariant }) => `${contract} ${invariant}`);
}

describe('runs on the reference cloud', () => {
  beforeAll(async () => {
    await run('clean', ...SERVER, '--seed', '101');
    await run('other-seed', ...SERVER, '--seed', '202');
    await run('open-door', ...SERVER, '--seed', '303', '--fault', 'bad-tokens-may-upsert');
    await run('dialect', ...SERVER, '--seed', '404', '--fault', 'control-characters-refused');
  }, 240_000);

  test('two clean runs with different seeds: nothing changed', async () => {
    const { code, out, comparison } = await compare('clean', 'other-seed');
    expect(out).toContain('Nothing changed');
    expect(comparison).toMatchObject({ outcome: 'same', notes: [], dialect: { changed: [], onlyBefore: [], onlyAfter: [] } });
    expect(comparison!.verdicts.every(({ change }) => change === 'unchanged')).toBe(true);
    expect(code).toBe(0);
  });

  test('a fault in the second run: exactly the invariant it breaks has regressed, and the exit code is 1', async () => {
    const { code, out, comparison } = await compare('clean', 'open-door');
    expect(named(comparison!, 'regressed')).toEqual(readReport(join(cwd, 'open-door')).verdicts.filter(({ verdict }) => verdict === 'fail').map(({ contract, invariant }) => `${contract} ${invariant}`));
    expect(named(comparison!, 'regressed')).toEqual(['server only-the-owner-writes']);
    expect(comparison!.verdicts[0]?.appeared.map(({ effect }) => effect)).toEqual(['upsert']);
    expect(comparison!.counts.unchanged).toBe(comparison!.verdicts.length - 1);
    expect(out).toMatch(/✗ regressed +server: only-the-owner-writes +passed → failed/);
    expect(code).toBe(1);
  });

  test('the other way round it is fixed, and the exit code is 0', async () => {
    const { code, comparison } = await compare('open-door', 'clean');
    expect(named(comparison!, 'fixed')).toEqual(['server only-the-owner-writes']);
    expect(comparison!.notes.join()).toContain('older than the first');
    expect(code).toBe(0);
  });

  test('a class of values that is refused now is told, although no rule is broken', async () => {
    const { code, out, comparison } = await compare('clean', 'dialect');
    expect(comparison).toMatchObject({ outcome: 'changed', counts: { regressed: 0 } });
    expect(comparison!.dialect.changed.map(({ id, before, after }) => [id, before, after])).toContainEqual(['accepts/merge/value:control', 'accepted', 'refused with 400']);
    expect(out).toMatch(/whether merge takes value:control: accepted → refused with 400/);
    expect(code).toBe(0);
  });

  test('the page, the Markdown and the job page are written', async () => {
    const page = join(cwd, 'job.md');
    const { out } = await callCommandLine(['compare', 'clean', 'open-door', '--report', 'files'], { cwd, variables: { GITHUB_STEP_SUMMARY: page } });
    for (const name of ['compare.json', 'compare.html', 'compare.md']) expect(out).toContain(`files/${name}`);
    expect(readFileSync(page, 'utf8')).toContain('only-the-owner-writes');
    expect(readFileSync(join(cwd, 'files/compare.html'), 'utf8')).toContain('</html>');
  });

  test('runs under other profiles are refused by name, and compared when told to', async () => {
    await run('documented', ...SERVER, '--seed', '1', '--budget-requests', '40', '--profile', 'documented');
    const refused = await compare('clean', 'documented');
    expect(refused.err).toMatch(/cannot be compared: other profile.*--anyway/);
    expect(refused).toMatchObject({ code: 3, comparison: null });
    const told = await compare('clean', 'documented', '--anyway');
    expect(told.comparison!.obstacles).toHaveLength(1);
    expect((await compare('clean', 'documented', '--anyway', '--strict')).code).toBe(1);
  }, 60_000);
});
