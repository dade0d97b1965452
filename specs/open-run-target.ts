import type { Contract } from '../contracts/contract.ts';
import { defaultJournalDir } from '../targets/journal/journal.ts';
import { openTarget } from '../targets/open-target.ts';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import { Secret } from '../targets/secret.ts';
import type { TargetConfig, TokenSource } from '../targets/target-config.ts';
import type { Target } from '../targets/target.ts';
import { resourcesOf, startEmbeddedCloud } from './embedded-cloud.ts';
import type { RunConfig } from './run-config.ts';

const TIMEOUT_MS = 30_000;

/** A target to run on, and how to take down what was started for it. Restoring is the target's own `close`. */
export interface OpenedTarget {
  readonly target: Target;
  readonly stop: () => Promise<void>;
}

type Where = Pick<TargetConfig, 'endpoints' | 'tokens' | 'resources' | 'sacrificial' | 'kind'>;

function source(token: string): TokenSource {
  return { get: async () => new Secret(token) };
}

function remote(config: RunConfig): Where {
  const { token, adminToken, strangerToken } = config;
  return {
    kind: 'remote',
    endpoints: Object.fromEntries(config.endpoints.map(({ service, url }) => [service ?? '*', url])),
    tokens: {
      ...(token === null ? {} : { owner: source(token) }),
      ...(adminToken === null ? {} : { admin: source(adminToken) }),
      ...(strangerToken === null ? {} : { stranger: source(strangerToken) }),
    },
    resources: config.resources,
    sacrificial: config.sacrificial,
  };
}

function embedded(cloud: ReferenceCloud): Where {
  const { owner, admin, reader, stranger } = cloud.tokens;
  return {
    kind: 'reference',
    endpoints: cloud.endpoints,
    tokens: { owner: source(owner), admin: source(admin), reader: source(reader), stranger: source(stranger) },
    resources: resourcesOf(cloud),
    sacrificial: true,
  };
}

async function open(where: Where, config: RunConfig, contracts: readonly Contract[], runId: string): Promise<Target> {
  return openTarget({
    ...where,
    contracts,
    ...(where.kind === 'reference' ? { name: 'reference cloud' } : {}),
    ...(config.ratePerS === null ? {} : { rate: config.ratePerS }),
    maxInFlight: config.maxInFlight,
    timeoutMs: TIMEOUT_MS,
    journalDir: defaultJournalDir(),
    runId,
  });
}

/**
 * Opens what a run goes to: the endpoints of the call, or an embedded reference cloud of its own.
 * @throws {TargetError} when the pre-flight fails; nothing was written then.
 */
export async function openRunTarget(config: RunConfig, contracts: readonly Contract[], runId: string): Promise<OpenedTarget> {
  if (config.endpoints.length > 0) return { target: await open(remote(config), config, contracts, runId), stop: async () => undefined };
  const cloud = await startEmbeddedCloud({ contracts, fault: config.fault, port: 0, host: '127.0.0.1' });
  try {
    return { target: await open(embedded(cloud), config, contracts, runId), stop: () => cloud.close() };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
