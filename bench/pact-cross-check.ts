/**
 * What Pact sees of the faults: verifies our pacts against the reference cloud with each injectable fault in turn, and holds that against what the engine found by
 * the page of the kill matrix. Writes `pact-cross-check.json` as it goes and, in full runs, docs/pact-cross-check.md. Called again with the same file it goes on where it was.
 *
 * Usage: npm run pact-cross-check -- [--kill FILE] [--only ID,...] [--jobs N] [--json FILE] [--page FILE]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { findContracts } from '../contracts/find-contracts.ts';
import { openVerifier } from '../targets/pact/verifier-process.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { verifyWithFault } from './pact/cross-check.ts';
import { crossCheckPage, type CrossCheckRow, summaryLines, type VerifiedFault } from './pact/cross-check-page.ts';
import { killersIn } from './pact/killers-in.ts';
import { readCrossCheckArguments } from './pact/read-cross-check-arguments.ts';

const asked = readCrossCheckArguments(process.argv.slice(2));
const contracts = findContracts();
const chosen = (await findFaults()).filter(({ id }) => asked.only?.includes(id) ?? true);
const killers = killersIn(asked.kill);

const known = existsSync(asked.json) ? JSON.parse(readFileSync(asked.json, 'utf8')) as readonly VerifiedFault[] : [];
const verified = known.filter(({ id }) => chosen.some((fault) => fault.id === id));
const left: Fault[] = chosen.filter(({ id }) => !verified.some((row) => row.id === id));

const queue = left.values();
await Promise.all(Array.from({ length: asked.jobs }, async () => {
  const verifier = openVerifier();
  for (const fault of queue) {
    const { id, title, kind, catalogue, probabilistic = false } = fault;
    const row: VerifiedFault = { id, title, kind, catalogue, probabilistic, ...(await verifyWithFault(fault, contracts, verifier)) };
    verified.push(row);
    writeFileSync(asked.json, `${JSON.stringify(verified, null, 1)}\n`);
    console.log(`${row.examples.length > 0 ? 'examples' : '        '} ${row.interactions.length > 0 ? 'pact' : '    '} ${row.id}`);
  }
  await verifier.close();
}));

const rows: readonly CrossCheckRow[] = verified.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map((row) => ({ ...row, us: killers?.get(row.id) ?? [] }));
if (asked.page !== null) writeFileSync(asked.page, crossCheckPage(rows));
console.log(['', ...summaryLines(rows), ...(killers === null ? [`${asked.kill} is not there: nothing is said of the engine`] : [])].join('\n'));
