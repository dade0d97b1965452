/**
 * What Pact sees of the faults: verifies our pacts against the reference cloud with each injectable fault in turn, and holds that against what our engine finds.
 * Writes `pact-cross-check.json` and, in full runs, the table in docs/pact-cross-check.md.
 *
 * Usage: npm run pact-cross-check -- [--only ID,...] [--jobs N] [--json FILE] [--page FILE]
 */
import { writeFileSync } from 'node:fs';
import { findContracts } from '../contracts/find-contracts.ts';
import { findInvariants } from '../specs/invariants.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { openVerifier, type Verifier } from '../targets/pact/verifier-process.ts';
import { caughtByUs, verifyWithFault } from './pact/cross-check.ts';
import { crossCheckPage, type CrossCheckRow, summaryLines } from './pact/cross-check-page.ts';
import { readCrossCheckArguments } from './pact/read-cross-check-arguments.ts';

const asked = readCrossCheckArguments(process.argv.slice(2));
const contracts = findContracts();
const [invariants, faults] = await Promise.all([findInvariants(), findFaults()]);
const chosen = faults.filter(({ id }) => asked.only?.includes(id) ?? true);

async function rowOf(fault: Fault, verifier: Verifier): Promise<CrossCheckRow> {
  const { id, title, kind, catalogue, probabilistic = false } = fault;
  const pact = await verifyWithFault(fault, contracts, verifier);
  const us = await caughtByUs(fault, contracts, invariants);
  return { id, title, kind, catalogue, probabilistic, ...pact, us };
}

const rows: CrossCheckRow[] = [];
const queue = chosen.values();
await Promise.all(Array.from({ length: asked.jobs }, async () => {
  const verifier = openVerifier();
  for (const fault of queue) {
    const row = await rowOf(fault, verifier);
    rows.push(row);
    console.log(`${row.examples.length > 0 ? 'examples' : '        '} ${row.interactions.length > 0 ? 'pact' : '    '} ${row.us.length > 0 ? 'us' : '  '} ${row.id}`);
  }
  await verifier.close();
}));

rows.sort((one, other) => (one.id < other.id ? -1 : 1));
writeFileSync(asked.json, `${JSON.stringify(rows, null, 1)}\n`);
if (asked.page !== null) writeFileSync(asked.page, crossCheckPage(rows));
console.log(['', ...summaryLines(rows)].join('\n'));
