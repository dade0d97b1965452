/** The example of an API that nothing here knows of: its service keeps the contract that was derived from its document, and is found out when it does not. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { loadContract } from '../contracts/load-contract.ts';
import type { Report } from '../reports/report.ts';
import { checkOptions } from './conformance-options.ts';
import { tryApi } from './try-api.ts';

const EXAMPLE = join(import.meta.dirname, '../examples/your-own-api');
/** One for each effect that the document describes. */
const EFFECTS = ['merge-keeps-other-keys', 'replace-removes-absent-keys', 'remove-removes-the-key', 'reads-are-stable'];
const started: ChildProcess[] = [];

afterEach(() => {
  for (const each of started.splice(0)) each.kill();
  vi.unstubAllEnvs();
});

async function tried(variables: Readonly<Record<string, string>>): Promise<Report> {
  vi.stubEnv('XDG_STATE_HOME', mkdtempSync(join(tmpdir(), 'metaconform-lamps-')));
  const server = spawn(process.execPath, [join(EXAMPLE, 'server.ts'), '0'], { env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(server);
  const [address] = (await once(server.stdout, 'data')) as [Buffer];
  return tryApi(checkOptions({ endpoint: { lamp: address.toString().trim() }, token: 'a-token', contracts: [loadContract(join(EXAMPLE, 'lamp.yaml'))], resources: { lamp: ['hall', 'attic'] }, only: EFFECTS, seed: 1, budgetRequests: 260 }));
}

test('the lamps keep their contract, and are left as they were', async () => {
  const { summary, restoration } = await tried({});
  expect(summary).toMatchObject({ verdict: 'pass', pass: EFFECTS.length });
  expect(restoration).toMatchObject({ touched: 2, restored: 2, leftovers: 0 });
});

test('lamps that forget what a request does not name are found out', async () => {
  const { verdicts, restoration } = await tried({ SETTINGS_ARE_LOST: '1' });
  expect(verdicts.filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant)).toEqual(['merge-keeps-other-keys']);
  expect(restoration).toMatchObject({ restored: 2, leftovers: 0 });
});
