/**
 * Whether a run gives the same verdicts on a target that is hard to talk to: tokens that live 5 seconds, one answer in 20 a 429 or 503, one connection in 30 reset.
 * Runs all contracts with and without that, for some seeds, prints what differs, and fails when anything does.
 *
 * Usage: node bench/flaky.ts [SEEDS [CONTRACT...]]
 */
import { findContracts } from '../contracts/find-contracts.ts';
import { runOnFlaky } from '../specs/flaky.fixture.ts';
import { findInvariants } from '../specs/invariants.ts';

const [seeds = '3', ...named] = process.argv.slice(2);
const contracts = findContracts([]).filter(({ id }) => named.length === 0 || named.includes(id));
const invariants = await findInvariants();
let differing = 0;

for (let seed = 1; seed <= Number(seeds); seed += 1) {
  const plain = await runOnFlaky(contracts, invariants, seed, null);
  const flaky = await runOnFlaky(contracts, invariants, seed, { tokenLifetimeS: 5, refusesOneIn: 20, resetsOneIn: 30 });
  const rows = Object.keys(plain.verdicts).filter((row) => plain.verdicts[row] !== flaky.verdicts[row]);
  differing += rows.length;
  const seconds = ({ end }: typeof plain): string => `${(end.durationMs / 1000).toFixed(1)} s`;
  process.stdout.write(`seed ${seed}: ${Object.keys(plain.verdicts).length} verdicts, ${rows.length} differ; ${plain.end.requests.total} requests in ${seconds(plain)}, ${flaky.end.requests.total} in ${seconds(flaky)}; trouble ${JSON.stringify(flaky.trouble)}; restored ${flaky.end.restoration.restored} of ${flaky.end.restoration.touched}, ${flaky.end.restoration.leftovers} leftovers\n`);
  for (const row of rows) process.stdout.write(`  ${row}: ${plain.verdicts[row]}, then ${flaky.verdicts[row]}\n`);
  for (const line of [...flaky.findings, ...flaky.reasons]) process.stdout.write(`    ${line.slice(0, 300)}\n`);
}
process.exitCode = differing === 0 ? 0 : 1;
