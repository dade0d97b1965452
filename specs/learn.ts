/** What traces teach about a contract's resources beyond what each of them shows. */
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { NOTHING_LEARNT, type Learnt } from './judgement.ts';
import { readTrace } from './reading/trace-reading.ts';
import { restlessMembers } from './reading/view-windows.ts';

/** What is known after one more trace; the same object when it taught nothing new. */
export function learnMore(learnt: Learnt, trace: Trace, contract: Contract): Learnt {
  const fresh = [...restlessMembers(readTrace(trace, contract), contract)].filter((name) => !learnt.restless.has(name));
  return fresh.length === 0 ? learnt : { restless: new Set([...learnt.restless, ...fresh]) };
}

/** What these traces teach together. */
export function learnFrom(traces: readonly Trace[], contract: Contract): Learnt {
  return traces.reduce((learnt, trace) => learnMore(learnt, trace, contract), NOTHING_LEARNT);
}
