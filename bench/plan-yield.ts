/**
 * Which plans of a run show which faults, and what they cost: the measure behind the order of the enumerated list. Runs the engine to the end over every fault, on
 * one contract, judges each plan's trace on its own, and writes one line for each plan: its place, its requests, the faults it shows.
 *
 * Usage: node bench/plan-yield.ts CONTRACT [FILE]
 */
import { writeFileSync } from 'node:fs';
import { findContracts } from '../contracts/find-contracts.ts';
import { detect } from '../specs/detection.fixture.ts';
import { findInvariants } from '../specs/invariants.ts';
import { judgeTrace } from '../specs/judge-trace.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import type { Trace } from '../targets/trace.ts';
import { profileOf } from './kill/tasks.ts';

interface Yield {
  readonly plan: string;
  readonly index: number;
  requests: number;
  readonly faults: Set<string>;
}

const [contractId = 'server', file = `plan-yield-${contractId}.json`] = process.argv.slice(2);
const contracts = findContracts([]).filter(({ id }) => id === contractId);
const [invariants, faults] = await Promise.all([findInvariants(), findFaults()]);
const yields = new Map<string, Yield>();

/** Note a plan, and the fault when an invariant that is expected to catch it speaks on this trace alone. */
function note(trace: Trace, fault: string, expected: readonly string[], profile: 'de-facto' | 'documented'): void {
  const { family, index, title } = trace.plan;
  const key = `${family}#${index} ${title}`;
  const own = yields.get(key) ?? { plan: key, index: yields.size, requests: trace.exchanges.length, faults: new Set() };
  yields.set(key, own);
  const [contract] = contracts;
  if (contract !== undefined && judgeTrace(trace, contract, invariants, profile).findings.some((finding) => finding.level === 'must' && expected.includes(finding.invariant))) own.faults.add(fault);
}

for (const fault of faults.filter(({ kind }) => kind === 'fault')) {
  const profile = profileOf(fault, null) ?? 'de-facto';
  if (fault.contracts !== undefined && !fault.contracts.includes(contractId)) continue;
  await detect(fault, { contracts, invariants, seed: 1, profile, first: false, onTrace: (trace) => note(trace, fault.id, fault.expected, profile) });
  process.stderr.write('.');
}
writeFileSync(file, JSON.stringify([...yields.values()].map((each) => ({ ...each, faults: [...each.faults] })), null, 1));
