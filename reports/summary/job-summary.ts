import { appendFileSync } from 'node:fs';

/** The variable under which a CI job names the file that is shown on its page. */
const VARIABLE = 'GITHUB_STEP_SUMMARY';

/** Most a job page takes is 1 MiB for a step; what is longer would not be shown at all. */
const MAX_BYTES = 1_000_000;

/**
 * Appends Markdown to the page of the CI job this runs in, if it runs in one that has such a page. A page that cannot be written is no reason to fail a run.
 * @source https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function appendJobSummary(markdown: string, environment: Readonly<Record<string, string | undefined>>): void {
  const path = environment[VARIABLE] ?? '';
  if (path === '' || Buffer.byteLength(markdown) > MAX_BYTES) return;
  try {
    appendFileSync(path, `${markdown}\n`);
  } catch (error) {
    process.stderr.write(`metaconform: cannot append to the job summary ${path} (${(error as Error).message}); the same stands in the report folder\n`);
  }
}
