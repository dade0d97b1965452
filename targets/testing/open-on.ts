/** Opens a target on a test's server with what most tests want. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../open-target.ts';
import { staticToken } from '../auth/static-token.ts';
import type { Target } from '../target.ts';
import type { TargetConfig } from '../target-config.ts';
import { shippedContract } from './server-contract.ts';

/** A new folder for journals. */
export function journalDir(): string {
  return mkdtempSync(join(tmpdir(), 'metaconform-journal-'));
}

/** A configuration for the server contract at an origin, with the resources `A` and, unless changed, no other. */
export function configFor(origin: string, more: Partial<TargetConfig> = {}): TargetConfig {
  return {
    contracts: [shippedContract('server')], endpoints: { '*': `${origin}/v2.1` }, tokens: { owner: staticToken('owner-canary') }, resources: [{ kind: 'server', id: 'A' }],
    sacrificial: true, kind: 'remote', timeoutMs: 2000, journalDir: journalDir(), runId: 'run-1', ...more,
  };
}

/** Open the target of {@link configFor}. */
export function openOn(origin: string, more: Partial<TargetConfig> = {}): Promise<Target> {
  return openTarget(configFor(origin, more));
}
