/** One fault under two looks: the documents' examples alone, and all our pacts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committedPact } from '../../contracts/committed-pacts.ts';
import type { Contract } from '../../contracts/contract.ts';
import { pactFileName, pactOf } from '../../contracts/pact.ts';
import { concerned } from '../../specs/detection.fixture.ts';
import { resourcesOf } from '../../specs/embedded-cloud.ts';
import { staticToken } from '../../targets/auth/static-token.ts';
import { openTarget } from '../../targets/open-target.ts';
import { parsePactFile, type FileInteraction, type PactFile } from '../../targets/pact/pact-file.ts';
import { verifyPact } from '../../targets/pact/verify-pact.ts';
import type { Verifier } from '../../targets/pact/verifier-process.ts';
import { startReferenceCloud } from '../../targets/reference/cloud.ts';
import type { Fault } from '../../targets/reference/fault.ts';
import type { Lane, Target } from '../../targets/target.ts';
import { TargetError } from '../../targets/target-error.ts';

/** What verifying the pacts gave on one fault. */
export interface SeenByPact {
  /** Documented examples that fail, each as `contract: description`. */
  readonly examples: readonly string[];
  /** Interactions that fail, on the first contract on which one does. */
  readonly interactions: readonly string[];
  /** The library's first sentence on the first failure; empty when there is none. */
  readonly why: string;
  /** Interactions that could not be decided, for example because the fault keeps a state from being reached. */
  readonly unknown: number;
}

const TIMEOUT_MS = 30_000;

interface Failures {
  readonly failed: readonly string[];
  readonly why: string;
  readonly unknown: number;
}

function pactFile(contract: Contract): PactFile {
  const text = committedPact(contract);
  if (text === null) throw new Error(`There is no pact of this version of the contract ${contract.id}: npm run pact writes it.`);
  return parsePactFile(text, pactFileName(pactOf(contract)));
}

async function verifySome(target: Target, lane: Lane, verifier: Verifier, isWanted: (interaction: FileInteraction) => boolean): Promise<Failures> {
  const pact = pactFile(lane.contract);
  const outcomes = await verifyPact(target, lane, lane.resourceIds.subject ?? '', { ...pact, interactions: pact.interactions.filter(isWanted) }, verifier);
  const failed = outcomes.filter(({ verdict }) => verdict === 'fail');
  return { failed: failed.map(({ interaction }) => `${lane.contract.id}: ${interaction.description}`), why: failed[0]?.mismatches[0]?.message ?? '', unknown: outcomes.filter(({ verdict }) => verdict === 'unknown').length };
}

function isExample(contract: Contract): (interaction: FileInteraction) => boolean {
  const examples = new Set(pactOf(contract).interactions.filter(({ kind }) => kind === 'example').map(({ description }) => description));
  return ({ description }) => examples.has(description);
}

async function verifyAll(target: Target, verifier: Verifier): Promise<SeenByPact> {
  const examples: string[] = [];
  for (const lane of target.lanes) examples.push(...(await verifySome(target, lane, verifier, isExample(lane.contract))).failed);
  let unknown = 0;
  for (const lane of target.lanes) {
    const seen = await verifySome(target, lane, verifier, () => true);
    unknown += seen.unknown;
    if (seen.failed.length > 0) return { examples, interactions: seen.failed, why: seen.why, unknown };
  }
  return { examples, interactions: [], why: '', unknown };
}

/** Of contracts with the same operations the first: the pacts of the others say the same of other resources. */
function differentOnes(contracts: readonly Contract[]): readonly Contract[] {
  const shape = ({ operations }: Contract): string => operations.map(({ effect, on }) => `${effect} ${on}`).toSorted().join();
  return contracts.filter((contract, index) => contracts.findIndex((other) => shape(other) === shape(contract)) === index);
}

/** Verify the pacts of the contracts that a fault concerns, on a cloud that has it. A target that cannot even be opened is seen by nobody here. */
export async function verifyWithFault(fault: Fault, contracts: readonly Contract[], verifier: Verifier): Promise<SeenByPact> {
  const journalDir = await mkdtemp(join(tmpdir(), 'metaconform-'));
  const cloud = await startReferenceCloud({ contracts, faults: [fault] });
  const order = differentOnes(concerned(contracts, fault));
  const named = order.map(({ id }) => id);
  const { owner, admin, reader, stranger } = cloud.tokens;
  try {
    const target = await openTarget({
      kind: 'reference', name: 'reference cloud', endpoints: cloud.endpoints, contracts: order, resources: resourcesOf(cloud).filter(({ kind }) => named.includes(kind)), sacrificial: true,
      tokens: { owner: staticToken(owner), admin: staticToken(admin), reader: staticToken(reader), stranger: staticToken(stranger) }, timeoutMs: TIMEOUT_MS, journalDir, runId: 'cross-check',
    });
    try {
      return await verifyAll(target, verifier);
    } finally {
      await target.close();
    }
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    return { examples: [], interactions: [], why: '', unknown: 0 };
  } finally {
    await cloud.close();
    await rm(journalDir, { recursive: true, force: true });
  }
}
