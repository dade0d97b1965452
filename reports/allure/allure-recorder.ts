import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, cpSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestModule, Vitest } from 'vitest/node';
import { printable } from '../printable.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { adjustResult, type AllureResult } from './adjust-result.ts';
import { allureConfig } from './allure-config.ts';

/** Name of the folder inside a report folder. */
export const RESULTS_FOLDER = 'allure-results';

/** Lets allure-vitest listen to one project, and puts its results beside the report. */
export interface AllureRecorder {
  /** @returns the folder of the results. */
  readonly end: (modules: readonly TestModule[], report: Report, folder: string) => string;
}

function rowOf(report: Report, { labels }: AllureResult): ReportVerdict | undefined {
  const value = (name: string): string | undefined => labels.find((label) => label.name === name)?.value;
  return report.verdicts.find((row) => printable(row.contract) === value('epic') && printable(row.invariant) === value('story'));
}

function adjustAll(folder: string, report: Report): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('-result.json'))) {
    const path = join(folder, name);
    const result = JSON.parse(readFileSync(path, 'utf8')) as AllureResult;
    const row = rowOf(report, result);
    if (row !== undefined) writeFileSync(path, JSON.stringify(adjustResult(result, row, report.target.name)));
  }
}

/** What Allure shows of the run as a whole: a file of the Java kind, in which `=`, `:` and a backslash have a meaning. */
function environmentOf({ target, run, tool }: Report): string {
  const facts = { target: target.name, release: target.release ?? 'not told', profile: run.profile, seed: String(run.seed), metaconform: tool.version, ...run.labels };
  return Object.entries(facts).map(([key, value]) => `${printable(key).replaceAll(/[\s=:\\#!]/g, '_')} = ${printable(value).replaceAll('\\', '\\\\')}\n`).join('');
}

/** Puts a folder in the place of another, which may be on another disk. */
function replaceFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true });
  }
}

/**
 * Loads allure-vitest and lets it listen to the project of a name; null when there is none. Its results are written elsewhere first: they are said in Allure's words, and take
 * the place of an earlier run's only when they are complete.
 */
export async function startAllure(vitest: Vitest, projectName: string): Promise<AllureRecorder | null> {
  const projects = vitest.projects.filter(({ name }) => name === projectName);
  if (projects.length === 0) return null;
  const { default: AllureVitestReporter } = await import('allure-vitest/reporter');
  const resultsDir = join(mkdtempSync(join(tmpdir(), 'metaconform-allure-')), RESULTS_FOLDER);
  mkdirSync(resultsDir);
  const reporter = new AllureVitestReporter({ resultsDir, reportMatchers: false });
  // It changes the set-up of every project it is shown: those of our own tests are none of its business.
  reporter.onInit(new Proxy(vitest, { get: (whole, name) => (name === 'projects' ? projects : (Reflect.get(whole, name) as unknown)) }));
  return {
    end: (modules, report, folder) => {
      reporter.onTestRunEnd(modules.filter(({ project }) => project.name === projectName));
      adjustAll(resultsDir, report);
      writeFileSync(join(resultsDir, 'environment.properties'), environmentOf(report));
      const place = join(folder, RESULTS_FOLDER);
      replaceFolder(resultsDir, place);
      const parent = join(resultsDir, '..');
      if (existsSync(parent)) rmSync(parent, { recursive: true });
      writeFileSync(join(folder, 'allurerc.json'), `${JSON.stringify(allureConfig(report), null, 2)}\n`);
      return place;
    },
  };
}
