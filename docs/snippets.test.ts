/** The pages that readers copy from are run: their files as files, their commands as commands, each with the exit code that it states. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startReferenceCloud } from '../library/reference-cloud.ts';
import { recordHar } from '../specs/har/record-har.fixture.ts';

const ROOT = dirname(import.meta.dirname);
// Inside the repository, so that packages are found; the library is what stands here, not what was built last.
const project = mkdtempSync(join(ROOT, '.example-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Snippet {
  readonly language: string;
  readonly file: string | null;
  readonly text: string;
}

function snippets(page: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: file=(\S+))?\n([^]*?)^```$/gm)].map(([, language = '', file, body = '']) => ({ language, file: file ?? null, text: body }));
}

function write({ file, text }: Snippet): void {
  const library = text.replaceAll(/'metaconform(?:\/([\w-]+))?'/g, (_, path: string | undefined) => `'${join(ROOT, 'library', `${path ?? 'index'}.ts`)}'`);
  writeFileSync(join(project, file ?? ''), library);
}

function call(args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: project, env: { ...process.env, NO_COLOR: '1', VITEST: undefined, XDG_STATE_HOME: project } });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.on('close', (code) => resolve({ code, out }));
  });
}

const VITEST = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');

/** A line of a shell snippet: its words, and the exit code it states. */
function commandsOf(page: string): readonly { readonly words: readonly string[]; readonly code: number }[] {
  const lines = snippets(page).filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
  return lines.map((line) => ({ words: (line.split('#')[0] ?? '').trim().split(/\s+/), code: Number(/exit code (\d)/.exec(line)?.[1] ?? 0) }));
}

// Three processes that each run the suite.
test('getting started: every file is written and every command gives what the page says', { timeout: 180_000 }, async () => {
  for (const snippet of snippets('getting-started.md')) if (snippet.file !== null) write(snippet);
  const cloud = await startReferenceCloud();
  const map = `${cloud.endpoints['compute']}/servers/${cloud.resources['server']?.[0]}/metadata`;
  writeFileSync(join(project, 'traffic.har'), JSON.stringify(await recordHar([['GET', map], ['POST', map, { metadata: { a: '1' } }], ['GET', map]], cloud.tokens.owner)));
  await cloud.close();
  const setUp = ['mkdir', 'npm'];
  const commands = commandsOf('getting-started.md').filter(({ words: [program = ''] }) => !setUp.includes(program));
  // None needs what another leaves, so they share the cores.
  await Promise.all(commands.map(async ({ words: [program = '', tool = '', ...args], code }) => {
    expect(`${program} ${tool}`).toMatch(/^npx (metaconform|vitest)$/);
    const done = await call([...(tool === 'vitest' ? [VITEST] : [join(ROOT, 'cli/main.ts')]), ...args]);
    expect(done.code, `${args.join(' ')}\n${done.out}`).toBe(code);
  }));
});

test('getting started: what CI runs is what the page runs', () => {
  const [workflow] = snippets('getting-started.md').filter(({ language }) => language === 'yaml');
  const steps = (parse(workflow?.text ?? '') as { jobs: { conformance: { steps: { run?: string }[] } } }).jobs.conformance.steps.flatMap(({ run }) => run ?? []);
  expect(steps).toEqual(['npm ci', 'npx vitest run']);
  expect(commandsOf('getting-started.md').map(({ words }) => words.join(' '))).toContain('npx vitest run');
});

test('the library: every file runs', async () => {
  const files = snippets('library.md').filter(({ file }) => file !== null);
  for (const snippet of files) write(snippet);
  const tests = files.flatMap(({ file }) => (file?.endsWith('.test.ts') === true ? [file] : []));
  expect(tests).toHaveLength(2);
  const tested = await call([VITEST, 'run', '--testTimeout=60000', ...tests]);
  expect(tested.code, tested.out).toBe(0);
  // The run of the first page left a trace with a defect in it.
  const judged = await call(['judge.ts']);
  expect(judged.out).toContain('merge-keeps-other-keys');
});
