import type { Contract } from '../contracts/contract.ts';
import { staticToken } from '../targets/auth/static-token.ts';
import { defaultJournalDir } from '../targets/journal/journal.ts';
import { openTarget } from '../targets/open-target.ts';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import type { TargetConfig } from '../targets/target-config.ts';
import type { Target } from '../targets/target.ts';
import { openCallers } from './callers.ts';
import { resourcesOf, startEmbeddedCloud } from './embedded-cloud.ts';
import { endpointsOf } from './run-endpoints.ts';
import { isRemote, type RunConfig } from './run-config.ts';
import { warnUnverified } from './warn-unverified.ts';

/** A target to run on, and how to take down what was started for it. Restoring is the target's own `close`. */
export interface OpenedTarget {
  readonly target: Target;
  readonly stop: () => Promise<void>;
}

type Where = Pick<TargetConfig, 'endpoints' | 'tokens' | 'resources' | 'sacrificial' | 'kind' | 'projectId' | 'tls'>;

async function remote(config: RunConfig, contracts: readonly Contract[]): Promise<Where> {
  const { resources, sacrificial } = config;
  warnUnverified(config);
  const callers = openCallers(config, config.timeoutS * 1000);
  const { endpoints, projectId } = await endpointsOf(config, callers, contracts);
  return { kind: 'remote', endpoints, tokens: callers.tokens, tls: callers.tls, resources, sacrificial, ...(projectId === null ? {} : { projectId }) };
}

function embedded(cloud: ReferenceCloud): Where {
  const { owner, admin, reader, stranger } = cloud.tokens;
  return {
    kind: 'reference',
    endpoints: cloud.endpoints,
    tokens: { owner: staticToken(owner), admin: staticToken(admin), reader: staticToken(reader), stranger: staticToken(stranger) },
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
    timeoutMs: config.timeoutS * 1000,
    journalDir: defaultJournalDir(),
    runId,
  });
}

/**
 * Opens what a run goes to: the endpoints of the call or of the cloud it names, or an embedded reference cloud of its own.
 * @throws {TargetError} when the pre-flight fails; nothing was written then.
 */
export async function openRunTarget(config: RunConfig, contracts: readonly Contract[], runId: string): Promise<OpenedTarget> {
  if (isRemote(config)) return { target: await open(await remote(config, contracts), config, contracts, runId), stop: async () => undefined };
  const cloud = await startEmbeddedCloud({ contracts, fault: config.fault, port: 0, host: '127.0.0.1' });
  try {
    return { target: await open(embedded(cloud), config, contracts, runId), stop: () => cloud.close() };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
