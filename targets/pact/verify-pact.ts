/** Verifies one pact against one lane of a target: what can be reached is verified, what cannot says why. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lane, Target } from '../target.ts';
import type { Exchange } from '../trace.ts';
import { readContractPath } from './contract-path.ts';
import { type FileInteraction, type PactFile, pactFileText } from './pact-file.ts';
import { openDoor, type Door, type Passage } from './provider-door.ts';
import { statePlan } from './state-plan.ts';
import type { PactMismatch, VerifierResult } from './verifier-messages.ts';
import type { Verifier } from './verifier-process.ts';

/** What came of one interaction; the verdicts are those of the invariants, less the waived one. */
export interface InteractionOutcome {
  readonly interaction: FileInteraction;
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** Why it is unknown or not applicable; empty otherwise. */
  readonly reason: string;
  readonly mismatches: readonly PactMismatch[];
  /** The request that was sent and its answer; null when none was. */
  readonly exchange: Exchange | null;
}

/** Time a provider has for one answer, the reaching of its state included. */
const TIMEOUT_MS = 90_000;

/** Why an interaction is not verified at all; null when it is. */
function excluded(lane: Lane, interaction: FileInteraction): Pick<InteractionOutcome, 'verdict' | 'reason'> | null {
  if (!interaction.http) return { verdict: 'not-applicable', reason: 'a message is nothing that an HTTP service answers' };
  if (readContractPath(lane.contract, interaction.path) === null) {
    return { verdict: 'not-applicable', reason: `no operation of the contract ${lane.contract.id} has the path ${interaction.path}, and what is not described cannot be put back` };
  }
  const way = statePlan(lane, interaction.description, interaction.states);
  return way.kind === 'plan' ? null : { verdict: way.kind, reason: way.reason };
}

function outcome(interaction: FileInteraction, result: VerifierResult | undefined, passage: Passage | undefined, why: string): InteractionOutcome {
  const exchange = passage?.exchange ?? null;
  if (passage?.trouble != null) return { interaction, verdict: 'unknown', reason: passage.trouble, mismatches: [], exchange };
  if (result === undefined) return { interaction, verdict: 'unknown', reason: why, mismatches: [], exchange };
  return { interaction, verdict: result.ok ? 'pass' : 'fail', reason: '', mismatches: result.mismatches, exchange };
}

/** Results by place; by name where the library has taken another order. */
function resultOf(results: readonly VerifierResult[], interaction: FileInteraction, index: number): VerifierResult | undefined {
  const here = results[index];
  return here?.description === interaction.description ? here : results.find(({ description }) => description === interaction.description);
}

async function run(verifier: Verifier, door: Door, pact: PactFile, chosen: readonly FileInteraction[]): Promise<{ readonly results: readonly VerifierResult[]; readonly why: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'metaconform-pact-'));
  let seen = 0;
  const isMoving = (): boolean => {
    const [before, now] = [seen, door.passages().length];
    seen = now;
    return now > before;
  };
  try {
    const file = join(dir, 'pact.json');
    await writeFile(file, pactFileText(pact, chosen));
    return { results: await verifier.verify({ provider: pact.provider, file, baseUrl: door.baseUrl, stateUrl: door.stateUrl, timeoutMs: TIMEOUT_MS }, isMoving), why: '' };
  } catch (error) {
    return { results: [], why: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Verify a pact against a lane's subject. Never throws for what the target or the verifier do. */
export async function verifyPact(target: Target, lane: Lane, resourceId: string, pact: PactFile, verifier: Verifier): Promise<readonly InteractionOutcome[]> {
  const out = new Map(pact.interactions.map((interaction) => [interaction, excluded(lane, interaction)]));
  const chosen = pact.interactions.filter((interaction) => out.get(interaction) === null);
  const door = await openDoor(target, lane, resourceId);
  try {
    const { results, why } = chosen.length === 0 ? { results: [], why: '' } : await run(verifier, door, pact, chosen);
    const passages = door.passages();
    return pact.interactions.map((interaction) => {
      const reason = out.get(interaction) ?? null;
      if (reason !== null) return { interaction, ...reason, mismatches: [], exchange: null };
      const index = chosen.indexOf(interaction);
      return outcome(interaction, resultOf(results, interaction, index), passages[index], why);
    });
  } finally {
    await door.close();
  }
}
