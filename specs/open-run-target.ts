import type { Contract } from '../contracts/contract.ts';
import { staticToken } from '../targets/auth/static-token.ts';
import { defaultJournalDir } from '../targets/journal/journal.ts';
import { openTarget } from '../targets/open-target.ts';
import { kindFor } from '../targets/provisioning/kinds/all-kinds.ts';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import type { TargetConfig } from '../targets/target-config.ts';
import type { Target } from '../targets/target.ts';
import { openCallers } from './callers.ts';
import { resourcesOf, startEmbeddedCloud } from './embedded-cloud.ts';
import { embeddedCallers, type KnownCaller, knownCallers } from './known-callers.ts';
import { endpointsOf } from './run-endpoints.ts';
import { isRemote, type RunConfig } from './run-config.ts';
import { warnUnverified } from './warn-unverified.ts';

/** A target to run on, and how to take down what was started for it. Restoring is the target's own `close`. */
export interface OpenedTarget {
  readonly target: Target;
  readonly callers: readonly KnownCaller[];
  readonly stop: () => Promise<void>;
}

type Where = { readonly callers: readonly KnownCaller[] } & Pick<TargetConfig, 'endpoints' | 'tokens' | 'resources' | 'sacrificial' | 'kind' | 'projectId' | 'tls'>;

async function remote(config: RunConfig, contracts: readonly Contract[]): Promise<Where> {
  const { resources, sacrificial } = config;
  warnUnverified(config);
  const callers = openCallers(config, config.timeoutS * 1000);
  const where = await endpointsOf(config, callers, contracts);
  return { callers: await knownCallers(config, callers), kind: 'remote', ...where, tokens: callers.tokens, tls: callers.tls, resources, sacrificial };
}

/** An embedded cloud with what is in it; a run that makes its own needs none of that where it can. */
function embedded(cloud: ReferenceCloud, contracts: readonly Contract[], provisions: boolean): Where {
  const { owner, admin, reader, stranger } = cloud.tokens;
  const made = contracts.filter((contract) => provisions && kindFor(contract) !== null).map(({ id }) => id);
  return {
    callers: embeddedCallers(cloud.users),
    kind: 'reference',
    endpoints: cloud.endpoints,
    tokens: { owner: staticToken(owner), admin: staticToken(admin), reader: staticToken(reader), stranger: staticToken(stranger) },
    resources: resourcesOf(cloud).filter(({ kind }) => !made.includes(kind)),
    projectId: cloud.users.owner.projectId,
    sacrificial: true,
  };
}

/** The contracts to make resources for: those that the run is limited to, if it is limited to contracts. */
function provisionOf({ provision, only }: RunConfig, contracts: readonly Contract[]): Pick<TargetConfig, 'provision'> {
  if (provision === null) return {};
  const ids = contracts.map(({ id }) => id);
  const named = ids.filter((id) => only?.includes(id));
  return { provision: { ...provision, contracts: named.length > 0 ? named : ids } };
}

async function open({ callers, ...where }: Where, config: RunConfig, contracts: readonly Contract[], runId: string, signal: AbortSignal | undefined): Promise<Pick<OpenedTarget, 'target' | 'callers'>> {
  const target = await openTarget({
    ...where,
    contracts,
    ...provisionOf(config, contracts),
    ...(signal === undefined ? {} : { signal }),
    ...(where.kind === 'reference' ? { name: 'reference cloud' } : {}),
    ...(config.ratePerS === null ? {} : { rate: config.ratePerS }),
    maxInFlight: config.maxInFlight,
    timeoutMs: config.timeoutS * 1000,
    journalDir: defaultJournalDir(),
    runId,
    readOnly: config.readOnly,
  });
  return { target, callers };
}

/**
 * Opens what a run goes to: the endpoints of the call or of the cloud it names, or an embedded reference cloud of its own.
 * @throws {TargetError} when the pre-flight fails; nothing was written then.
 */
export async function openRunTarget(config: RunConfig, contracts: readonly Contract[], runId: string, signal?: AbortSignal): Promise<OpenedTarget> {
  if (isRemote(config)) return { ...(await open(await remote(config, contracts), config, contracts, runId, signal)), stop: async () => undefined };
  const cloud = await startEmbeddedCloud({ contracts, fault: config.fault, port: 0, host: '127.0.0.1' });
  try {
    return { ...(await open(embedded(cloud, contracts, config.provision !== null), config, contracts, runId, signal)), stop: () => cloud.close() };
  } catch (error) {
    await cloud.close();
    throw error;
  }
}
