/** What the pages tell readers to type is understood, and what they link to is there. Whole runs of what they tell stand in snippets.test.ts. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { program } from '../cli/program.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { findInvariants } from '../specs/invariants.ts';
import { applies } from '../specs/judge-trace.ts';

const ROOT = dirname(import.meta.dirname);
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync(['docs/*.md', 'docs/decisions/*.md', 'docs/discoveries/*.md', 'examples/*/README.md'], { cwd: ROOT })].toSorted();

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The lines of a page's code, fenced for a shell or indented, with continued lines joined and comments gone. */
function shellLines(page: string): readonly string[] {
  const text = textOf(page);
  const fenced = [...text.matchAll(/^ *```(?:sh|bash|yaml)\n([^]*?)^ *```$/gm)].map(([, body = '']) => body);
  const indented = text.replaceAll(/^ *```[^]*?^ *```$/gm, '').match(/(?<=\n\n)(?: {4}\S.*\n(?:\n(?= {4}))?)+/g) ?? [];
  return [...fenced, ...indented].join('\n').replaceAll(/\\\n\s*/g, ' ').split('\n').map((line) => line.trim().replace(/^- run: /, '').replace(/(^|\s)#.*/, '').replace(/\s{3,}.*/, ''));
}

function words(line: string): readonly string[] {
  return (line.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? []).map((word) => word.replaceAll(/["']/g, ''));
}

const OUR_CALL = /^(?:[A-Z_]+=\S+ )*(?:(?:npx|sudo) )?(?:metaconform|npm run (?:--silent )?metaconform(?: --)?|node (?:\.\.\/)*cli\/main\.ts)(?: |$)|^npm start -- /;

/** Arguments of the calls of metaconform on a page. */
function callsOf(page: string): readonly (readonly string[])[] {
  return shellLines(page).filter((line) => OUR_CALL.test(line) && !/^metaconform [a-z]+ +[[<]/.test(line))
    .map((line) => [...(line.startsWith('npm start') ? ['run'] : []), ...words(line.replace(OUR_CALL, '').replace(/ *(?:[|<&;]|2?>).*$/, ''))]);
}

/** The command line, without what its commands do. */
function idleProgram(): Command {
  const silence = (command: Command): Command => {
    if (command.commands.length === 0) command.action(() => {});
    for (const each of command.commands) silence(each);
    return command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  };
  return silence(program());
}

const CALLS = PAGES.flatMap((page) => callsOf(page).map((args) => [`${page}: metaconform ${args.join(' ')}`, args] as const));

test('the pages have many calls', () => {
  expect(CALLS.length).toBeGreaterThan(40);
});

test.each(CALLS)('%s', async (_name, args) => {
  const outcome = await idleProgram().parseAsync(args.length === 0 ? ['run'] : args, { from: 'user' }).then(() => 'understood', (error: unknown) => (error as { code?: string; message: string }));
  if (outcome !== 'understood') expect((outcome as { code?: string }).code, (outcome as { message: string }).message).toBe('commander.helpDisplayed');
});

test.each(PAGES)('%s names scripts that are there', (page) => {
  const folders = [...new Set(['.', dirname(page)])].filter((folder) => existsSync(join(ROOT, folder, 'package.json')));
  const scripts = folders.flatMap((folder) => Object.keys((JSON.parse(textOf(join(folder, 'package.json'))) as { scripts?: object }).scripts ?? {}));
  const tools = page === 'docs/mocks.md' ? Object.keys((JSON.parse(textOf('examples/mocks/package.json')) as { scripts: object }).scripts) : [];
  const named = [...textOf(page).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].flatMap(([, name]) => name ?? []);
  expect(named.filter((name) => ![...scripts, ...tools].includes(name))).toEqual([]);
});

/** The id that a heading gets on the sites which show Markdown. */
function anchorsOf(page: string): readonly string[] {
  const text = textOf(page);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-'));
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].flatMap(([, id]) => id ?? [])];
}

test.each(PAGES)('%s links to what is there', (page) => {
  const links = [...textOf(page).replaceAll(/^ *```[^]*?^ *```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => link ?? []).filter((link) => !/^[a-z]+:/.test(link));
  const dead = links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    return !existsSync(join(ROOT, file)) || (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor));
  });
  expect(dead).toEqual([]);
});

test('the front page leads to every page of docs', () => {
  const front = textOf('README.md');
  expect(PAGES.filter((page) => /^docs\/[^/]+\.md$/.test(page) && !front.includes(`(${page}`))).toEqual([]);
});

test('the front page counts as many verdicts as there are contracts with invariants that apply', async () => {
  const invariants = await findInvariants();
  const rows = findContracts().flatMap((contract) => invariants.filter((invariant) => applies(invariant, contract))).length;
  const counts = /(\d+) passed, (\d+) failed, (\d+) unknown, (\d+) not applicable, (\d+) waived/.exec(textOf('README.md'))?.slice(1).map(Number) ?? [];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
});

test('the three lines of the front page are those of the example', () => {
  const lines = (text: string): readonly string[] => text.split('\n').filter((line) => /^(?:import|conformance)/.test(line)).map((line) => line.replace(/'\.\.?\/[^']*'.*/, "'app'").replace(/\[.*?\]/, '[ids]'));
  const [, snippet = ''] = /```ts\n([^]*?)```/.exec(textOf('README.md')) ?? [];
  expect(lines(snippet)).toEqual(lines(textOf('examples/your-own-mock/test/mock.test.ts')));
});
