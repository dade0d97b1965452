/** A run on a target that is hard to talk to, beside one on a target that is not: what trouble there is must not show in the verdicts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../contracts/contract.ts';
import { keystoneToken, type KeystoneSource } from '../targets/auth/keystone-token.ts';
import { openTarget } from '../targets/open-target.ts';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import { everyNth } from '../targets/reference/faulty/now-and-then.ts';
import { withHeader } from '../targets/reference/faulty/replies.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { Refusal } from '../targets/reference/refusal.ts';
import { Secret } from '../targets/secret.ts';
import { resourcesOf } from './embedded-cloud.ts';
import { runEngine } from './engine.ts';
import { judgeRun } from './judge-run.ts';
import type { Invariant } from './judgement.ts';
import type { RunEnd } from './recording.ts';

/** How hard a target is to talk to. */
export interface Flakiness {
  readonly tokenLifetimeS: number;
  /** One answer in so many is a 429 or a 503, in turn, with Retry-After. */
  readonly refusesOneIn: number;
  /** One connection in so many is reset before its request was read. */
  readonly resetsOneIn: number;
}

/** What a run on such a target came to. */
export interface FlakyOutcome {
  /** By contract and invariant. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** Why those that are unknown are. */
  readonly reasons: readonly string[];
  /** Ids of findings that oblige. */
  readonly findings: readonly string[];
  readonly end: RunEnd;
  /** How often each kind of trouble was met. */
  readonly trouble: Readonly<Record<string, number>>;
}

function flaky({ refusesOneIn, resetsOneIn }: Flakiness): Fault {
  const change: Fault['change'] = (parts) => {
    const [isRefused, isBusy, isReset] = [everyNth(refusesOneIn), everyNth(2), everyNth(resetsOneIn)];
    return {
      meet: async (head, cloud) => (isReset() ? 'reset' : parts.meet(head, cloud)),
      receive: (raw, cloud, all) => {
        if (isRefused()) throw new Refusal(isBusy() ? 429 : 503, 'invalid', 'Come back later.');
        return parts.receive(raw, cloud, all);
      },
      respondError: (context, refusal) => {
        const reply = parts.respondError(context, refusal);
        return refusal.message === 'Come back later.' ? withHeader(reply, 'retry-after', '0') : reply;
      },
    };
  };
  return { id: 'flaky', title: 'hard to talk to', cites: 'plausible', catalogue: 'tolerated', kind: 'tolerated', expected: [], change };
}

function renewing({ authUrl, users }: ReferenceCloud, name: 'owner' | 'admin' | 'reader' | 'stranger'): KeystoneSource {
  const { name: login, password, projectId } = users[name];
  return keystoneToken({ authUrl, credential: { kind: 'password', user: { name: login }, password: new Secret(password) }, scope: { kind: 'project', project: { id: projectId } }, timeoutMs: 30_000 });
}

/** A run of the engine. @param flakiness null: none. @param faults what is wrong with the target besides. */
export async function runOnFlaky(contracts: readonly Contract[], invariants: readonly Invariant[], seed: number, flakiness: Flakiness | null, faults: readonly Fault[] = [], budgetRequests = 600): Promise<FlakyOutcome> {
  const journalDir = await mkdtemp(join(tmpdir(), 'metaconform-'));
  const cloud = await startReferenceCloud({ faults: [...faults, ...(flakiness === null ? [] : [flaky(flakiness)])], ...(flakiness === null ? {} : { tokenLifetimeS: flakiness.tokenLifetimeS }) });
  try {
    const tokens = { owner: renewing(cloud, 'owner'), admin: renewing(cloud, 'admin'), reader: renewing(cloud, 'reader'), stranger: renewing(cloud, 'stranger') };
    const resources = resourcesOf(cloud).filter(({ kind }) => contracts.some(({ id }) => id === kind));
    const target = await openTarget({ kind: 'reference', endpoints: cloud.endpoints, contracts, resources, sacrificial: true, tokens, timeoutMs: 30_000, maxInFlight: 8, journalDir, runId: 'flaky' });
    const recording = await runEngine({
      target, invariants, seed, profile: 'de-facto', only: null, budgetRequests, budgetTimeS: null, documentHashes: new Map(), sink: () => undefined, signal: new AbortController().signal,
      header: { tool: { name: 'metaconform', version: '0' }, id: 'flaky', startedAt: new Date().toISOString(), argv: [], labels: {} },
    });
    const { verdicts } = judgeRun(recording, contracts, invariants);
    const end = recording.end as RunEnd;
    return {
      verdicts: Object.fromEntries(verdicts.map(({ contract, invariant, verdict }) => [`${contract} ${invariant}`, verdict])),
      reasons: verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ contract, invariant, reason }) => `${contract} ${invariant}: ${reason}`),
      findings: verdicts.flatMap((row) => row.findings.filter(({ level }) => level === 'must').map(({ contract, invariant, class: cls, actual }) => `${contract} ${invariant} ${cls}: ${actual}`)),
      end, trouble: Object.fromEntries([...Map.groupBy(end.trouble, ({ kind }) => kind)].map(([kind, met]) => [kind, met.length])),
    };
  } finally {
    await cloud.close();
    await rm(journalDir, { recursive: true, force: true });
  }
}
