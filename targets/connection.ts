/** The connections of a run: one pool per origin, and from it the dispatches that lanes, the pre-flight and the restoration use. */
import type { Contract } from '../contracts/contract.ts';
import { authenticate } from './authenticate.ts';
import { classifyTrouble } from './classify-trouble.ts';
import { compose } from './dispatch.ts';
import type { Dispatch, Wrapper } from './dispatch.ts';
import { pace } from './pace.ts';
import { retry } from './retry.ts';
import type { TargetConfig } from './target-config.ts';
import type { Tokens } from './tokens.ts';
import type { Trouble } from './trace.ts';
import { openTransport } from './transport.ts';
import type { Transport } from './transport.ts';

/** What requests are sent for, as they are counted. */
export type Purpose = 'preflight' | 'plans' | 'restore';

export interface RequestCounts {
  total: number;
  preflight: number;
  restore: number;
  readonly byContract: Record<string, number>;
}

/** Trouble beyond this many is not kept: it repeats itself. */
const MOST_TROUBLE = 1000;

export interface Connections {
  readonly counts: RequestCounts;
  /** How long each request of the pre-flight took, in milliseconds. */
  readonly preflightMs: readonly number[];
  readonly trouble: readonly Trouble[];
  /**
   * A dispatch to an origin for a contract, with authentication, pacing and retry.
   * @param recorder what writes exchanges down, close to the wire; absent: nothing does.
   * @param transport connections of its own; absent: the origin's pool.
   */
  dispatch(origin: string, contract: Contract, purpose: Purpose, recorder?: Wrapper, transport?: Transport): Dispatch;
  /** Connections of their own to an origin, for one concurrent branch. */
  separate(origin: string): Transport;
  close(): Promise<void>;
}

function counter(counts: RequestCounts, contract: Contract, purpose: Purpose): Wrapper {
  return (dispatch) => (call) => {
    counts.total += 1;
    if (purpose === 'plans') counts.byContract[contract.id] = (counts.byContract[contract.id] ?? 0) + 1;
    else counts[purpose] += 1;
    return dispatch(call);
  };
}

/** Takes the time of each request of the pre-flight, as the target answers it. */
function stopwatch(tookMs: number[], purpose: Purpose): Wrapper {
  return (dispatch) => async (call) => {
    const startedAt = performance.now();
    const outcome = await dispatch(call);
    if (purpose === 'preflight') tookMs.push(performance.now() - startedAt);
    return outcome;
  };
}

function troubleCollector(met: Trouble[]): Wrapper {
  return (dispatch) => async (call) => {
    const outcome = await dispatch(call);
    if (outcome.trouble !== null && met.length < MOST_TROUBLE) met.push(outcome.trouble);
    return outcome;
  };
}

const plain: Wrapper = (dispatch) => dispatch;

/** Open the connections of a run; nothing is sent yet. */
export function openConnections(config: Pick<TargetConfig, 'rate' | 'maxInFlight' | 'timeoutMs' | 'tls' | 'signal'>, tokens: Tokens): Connections {
  const pools = new Map<string, Transport>();
  const counts: RequestCounts = { total: 0, preflight: 0, restore: 0, byContract: {} };
  const trouble: Trouble[] = [];
  const preflightMs: number[] = [];
  const pacing = pace(config);
  const pool = (origin: string): Transport => {
    const known = pools.get(origin) ?? openTransport(origin, config.timeoutMs, config.tls);
    pools.set(origin, known);
    return known;
  };
  return {
    counts, trouble, preflightMs,
    dispatch: (origin, contract, purpose, recorder = plain, transport = pool(origin)) => compose(
      transport.dispatch, counter(counts, contract, purpose), stopwatch(preflightMs, purpose), classifyTrouble, troubleCollector(trouble), recorder, pacing,
      authenticate((caller) => tokens.holderFor(caller, contract), origin), retry,
    ),
    separate: (origin) => openTransport(origin, config.timeoutMs, config.tls),
    close: async () => { await Promise.all([...pools.values()].map((transport) => transport.close())); },
  };
}
