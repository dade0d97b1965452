/**
 * Whether the contract derived from one document, with the default overlay and nothing else, catches the faults that its own sentences forbid:
 * `node bench/derived-catches.ts [DOCUMENTS-FOLDER [DOCUMENT ...]]`. Prints a line per document and fault; exits with 1 when one is missed.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const run = promisify(execFile);

/** Faults that a sentence or a number of the document forbids. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  'openstack-server-metadata-merge.rst': ['merge-replaces', 'merge-ignores-new-keys', 'merge-keeps-old-values', 'merge-answers-202'],
  'openstack-server-metadata-item-upsert.rst': ['upsert-wipes-others', 'upsert-only-updates', 'limit-one-more'],
  'openstack-image-metadata-item-upsert.rst': ['upsert-wipes-others', 'upsert-only-updates', 'limit-one-more'],
  'openstack-aggregate-set-metadata.rst': ['aggregate-merge-replaces', 'aggregate-answer-is-bare'],
  'ecs-server-metadata-replace.md': ['replace-merges', 'empty-replace-ignored', 'empty-key-accepted', 'limit-one-more'],
};

interface Verdicts {
  readonly verdicts: readonly { readonly contract: string; readonly invariant: string; readonly verdict: string; readonly findings: readonly { readonly id: string }[] }[];
}

async function metaconform(argv: readonly string[]): Promise<void> {
  // A run that finds something ends with 1, which is what is asked for here.
  await run(process.execPath, ['cli/main.ts', ...argv], { cwd: ROOT, maxBuffer: 1 << 26 }).catch((error: { code?: number; stderr?: string }) => {
    if (error.code !== 1 && error.code !== 2) throw new Error(error.stderr ?? String(error));
  });
}

/** The findings of a run on one contract, as `invariant finding`. */
async function findings(contract: string, fault: string | null, folder: string): Promise<ReadonlySet<string>> {
  const report = join(folder, `${basename(contract, '.yaml')}-${fault ?? 'clean'}`);
  await metaconform(['run', '--contract', contract, '--only', basename(contract, '.yaml'), '--seed', '1', '--report', report, ...(fault === null ? [] : ['--fault', fault])]);
  const { verdicts } = JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')) as Verdicts;
  return new Set(verdicts.filter(({ verdict }) => verdict === 'fail').flatMap(({ invariant, findings: found }) => found.map(({ id }) => `${invariant} ${id}`)));
}

const documents = process.argv[2] ?? join(ROOT, '../shared/documents');
if (!existsSync(documents)) {
  console.log(`${documents} is not there: give the folder of the documents.`);
  process.exit(3);
}
const folder = mkdtempSync(join(tmpdir(), 'metaconform-derived-'));
let missed = 0;
const wanted = process.argv.slice(3);
for (const [name, faults] of Object.entries(FORBIDDEN).filter(([each]) => wanted.length === 0 || wanted.includes(each))) {
  const contract = join(folder, `derived-${basename(name, extname(name))}.yaml`);
  await metaconform(['derive', join(documents, name), '--overlay', 'default', '--out', contract]);
  const clean = await findings(contract, null, folder);
  console.log(`${name}: ${clean.size === 0 ? 'clean without a fault' : `${clean.size} findings without a fault: ${[...clean].join(', ')}`}`);
  for (const fault of faults) {
    const caught = [...(await findings(contract, fault, folder))].filter((finding) => !clean.has(finding)).map((finding) => finding.split(' ')[0]!);
    if (caught.length === 0) missed += 1;
    console.log(`  ${fault}: ${caught.length === 0 ? 'MISSED' : [...new Set(caught)].join(', ')}`);
  }
}
rmSync(folder, { recursive: true });
process.exitCode = missed === 0 ? 0 : 1;
