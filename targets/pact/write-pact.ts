/** Makes the pact file of a contract: our own client holds every interaction against the Pact mock server, and what the library has written down is put in order. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '../../contracts/contract.ts';
import { pactFileName, pactOf } from '../../contracts/pact.ts';
import type { PactInteraction } from '../../contracts/pact/interaction.ts';
import { differingKeys } from '../json-map.ts';
import { askMock } from './ask-mock.ts';
import { loadPact } from './load-library.ts';
import { tellLibrary } from './tell-library.ts';

/** Our client did not get, or did not understand, what an interaction promises. */
export class ConsumerError extends Error {
  override readonly name = 'ConsumerError';
}

/** A pact file in the making; each interaction is added by running it. */
export interface PactWriter {
  /** @throws {ConsumerError} or an error of the library when the interaction and our client do not agree. */
  run(interaction: PactInteraction): Promise<void>;
  /** The file's text: the same bytes for the same contract, whatever the order of the runs. */
  text(): Promise<string>;
  close(): Promise<void>;
}

function sortedMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, member]) => [name, sortedMembers(member)]));
}

/** The library notes the versions of its parts; the contract is what tells one pact from another. */
function ordered(written: string, contract: Contract): string {
  const pact = JSON.parse(written) as { readonly interactions: readonly { readonly description: string }[] };
  const interactions = pact.interactions.toSorted((one, other) => (one.description < other.description ? -1 : 1));
  const metadata = { metaconform: { contract: contract.id, sha256: contract.sha256 }, pactSpecification: { version: '4.0' } };
  return `${JSON.stringify(sortedMembers({ ...pact, interactions, metadata }), null, 2)}\n`;
}

async function runOne(contract: Contract, interaction: PactInteraction, url: string): Promise<void> {
  const { status, map } = await askMock(contract, interaction, url);
  const [expected] = interaction.response.statuses;
  if (status !== expected) throw new ConsumerError(`${contract.id}: ${interaction.description}: expected status ${expected}, our client got ${status}.`);
  if (interaction.shows === null) return;
  const differing = map === null ? null : differingKeys(map, new Map(Object.entries(interaction.shows)));
  if (differing === null || differing.length > 0) throw new ConsumerError(`${contract.id}: ${interaction.description}: our client read ${differing === null ? 'no map' : `another map: ${differing.join(', ')}`}.`);
}

/** Start the pact file of a contract. @throws {TargetError} `config` when the library is not installed. */
export async function openPactWriter(contract: Contract): Promise<PactWriter> {
  const { PactV4 } = loadPact();
  const dir = await mkdtemp(join(tmpdir(), 'metaconform-pact-'));
  const pact = pactOf(contract);
  const library = new PactV4({ consumer: pact.consumer, provider: pact.provider, dir, logLevel: 'error' });
  return {
    run: async (interaction) => { await tellLibrary(library, contract, interaction).executeTest((mock) => runOne(contract, interaction, mock.url)); },
    text: async () => ordered(await readFile(join(dir, pactFileName(pact)), 'utf8'), contract),
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Make the whole pact file of a contract. */
export async function writePact(contract: Contract): Promise<string> {
  const writer = await openPactWriter(contract);
  try {
    for (const interaction of pactOf(contract).interactions) await writer.run(interaction);
    return await writer.text();
  } finally {
    await writer.close();
  }
}
