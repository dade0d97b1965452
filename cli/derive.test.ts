import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MARKDOWN, OLD_SITE, SPHINX } from '../contracts/derive/documents.fixture.ts';
import { loadContract } from '../contracts/load-contract.ts';
import { ConfigError } from '../specs/config-error.ts';
import { callCommandLine } from './command-line.fixture.ts';
import { derive } from './derive.ts';
import type { DeriveFlags } from './derive.ts';

const folder = mkdtempSync(join(tmpdir(), 'metaconform-derive-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = join(import.meta.dirname, '../examples/your-own-api');

async function metaconform(args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { code, out, err } = await callCommandLine(args, { cwd: join(import.meta.dirname, '..') });
  return { code, stdout: out, stderr: err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('metaconform derive', () => {
  const [old, markdown, sphinx] = [file('old.rst', OLD_SITE), file('lamps.md', MARKDOWN), file('update.rst', SPHINX)];

  it('writes a contract that loads, once the default choices are laid over it', async () => {
    const out = join(folder, 'mine.yaml');
    const { code, stderr } = await metaconform(['derive', markdown, sphinx, '--overlay', 'default', '--out', out]);
    expect(stderr).toContain(`wrote ${out}`);
    expect(code).toBe(0);
    expect(loadContract(out)).toMatchObject({ id: 'mine', documents: ['lamps', 'update'] });
  });

  it('writes what the document says and no more, without a sentence', async () => {
    const { stdout, code } = await metaconform(['derive', old]);
    expect(code).toBe(0);
    expect(stdout).toContain('x-effect: merge');
    expect(stdout).not.toContain('x-choice');
    expect(stdout).not.toContain('Creates or replaces');
  });

  it('prints the sentences when asked for them', async () => {
    expect((await metaconform(['derive', old, '--sentences'])).stdout).toContain('"Creates or replaces labels of a lamp."');
  });

  it('finds errors by --lint, and says so by its exit code, in each format', async () => {
    const text = await metaconform(['derive', old, '--lint']);
    expect(text.stdout).toContain(`${old}:14: error action-differs`);
    expect(text.code).toBe(1);
    expect(JSON.parse((await metaconform(['derive', old, '--lint', '--format', 'sarif'])).stdout)).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse((await metaconform(['derive', sphinx, '--lint', '--format', 'json'])).stdout)).toMatchObject({ documents: [{ id: 'update', findings: [{ rule: 'statuses-missing' }] }] });
    expect((await metaconform(['derive', sphinx, '--lint'])).code).toBe(0);
  });

  it('raises the alarm by --check where the sentence goes on which an effect rests', async () => {
    const contract = join(folder, 'checked.yaml');
    await metaconform(['derive', markdown, '--out', contract]);
    expect((await metaconform(['derive', markdown, '--check', '--contract', contract])).stdout).toContain('0 alarms, 0 news');
    const newer = file('newer.md', MARKDOWN.replace(/Calling it.*/, 'The labels of the request are set.').replace('PUT /v2/', 'PUT /v3/').replace('128', '100'));
    const { stdout, code } = await metaconform(['derive', newer, '--check', '--contract', contract, '--sentences']);
    expect(code).toBe(1);
    expect(stdout).toContain('a sentence is gone on which x-effect rests; the document now gives no x-effect (formerly line 7');
    expect(stdout).toContain('maxLength is 128 in the contract (from a document), 100 in the document');
    expect(stdout).toContain('"The labels of the request are set."');
  });

  it('makes the overlay that leads to a contract, and lays it over what was derived', async () => {
    const [base, mine, overlay, again] = ['base', 'wanted', 'overlay', 'again'].map((name) => join(folder, `${name}.yaml`));
    await metaconform(['derive', sphinx, '--out', base!]);
    await metaconform(['derive', sphinx, '--overlay', 'default', '--out', mine!]);
    expect((await metaconform(['derive', sphinx, '--overlay-to', mine!, '--out', overlay!])).code).toBe(0);
    expect((await metaconform(['derive', sphinx, '--overlay', overlay!, '--out', again!])).code).toBe(0);
    expect(loadContract(again!).operations).toEqual(loadContract(mine!).operations);
  });

  // In this process: what a process costs would be most of what each of these takes.
  it.each<readonly [readonly string[], Partial<DeriveFlags>, string]>([
    [['nowhere.rst'], {}, 'there is no such file'],
    [['package.json'], {}, 'expected a document that ends in'],
    [['contracts/openstack'], {}, 'found none in the folder'],
    [[old], { lint: true, check: true }, 'ask one at a time'],
    [[old], { contract: ['server'] }, 'add --check'],
    [[old], { format: 'sarif' }, '--format sarif is for --lint'],
    [[old], { resource: ['bulb'] }, '--resource expects one of lamp, got bulb'],
    [[old], { overlay: ['nowhere.yaml'] }, 'Name an OpenAPI Overlay, or default'],
    [[old], { check: true, contract: ['nothing'] }, '--contract expects a file or one of'],
    [[old], { check: true, contract: ['server'] }, 'expected a method and path in common'],
    [[file('empty.rst', '')], {}, 'Expected a method and a path'],
    [[file('bell.rst', 'Bell\n====\n\nPOST /v1/lamps/{lamp_id}/bell\n')], {}, 'What was left out, and why, is above'],
  ])('%j with %j is a wrong call', async (paths, flags, message) => {
    const error = await derive(paths, { format: 'text', ...flags }).then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).message).toContain(message);
  });

  it('ends a wrong call with 3', async () => {
    expect(await metaconform(['derive', 'nowhere.rst'])).toMatchObject({ code: 3, stderr: expect.stringContaining('there is no such file') });
  });
});

describe('the example', () => {
  it('has the contract that its document gives', async () => {
    const out = join(folder, 'lamp.yaml');
    await metaconform(['derive', join(example, 'lamps.rst'), '--overlay', 'default', '--out', out]);
    expect(existsSync(out)).toBe(true);
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(join(example, 'lamp.yaml'), 'utf8'));
  });

  it('has a sound document', async () => {
    expect((await metaconform(['derive', join(example, 'lamps.rst'), '--lint'])).stdout).toBe('1 document: 0 errors, 0 warnings, 0 notes\n');
  });
});
