/** Verifies pacts against a target: opens it, takes one pact after the other, and leaves everything restored and closed. */
import { randomUUID } from 'node:crypto';
import type { Contract } from '../../contracts/contract.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { InteractionKind } from '../../contracts/pact/interaction.ts';
import { asObject } from '../../contracts/plain-object.ts';
import { pactLibrary } from '../../targets/pact/load-library.ts';
import type { FileInteraction } from '../../targets/pact/pact-file.ts';
import { type InteractionOutcome, verifyPact } from '../../targets/pact/verify-pact.ts';
import { openVerifier, type Verifier } from '../../targets/pact/verifier-process.ts';
import type { Target } from '../../targets/target.ts';
import { checkRun } from '../check-run.ts';
import { openRunTarget } from '../open-run-target.ts';
import { packageVersion } from '../package-root.ts';
import type { RunEnd, RunHeader } from '../recording.ts';
import { toArgv } from '../run-argv.ts';
import { type GatheredPact, gatherPacts } from './gather-pacts.ts';
import type { PactConfig } from './pact-config.ts';
import { countPacts, type PactVerification, type VerifiedInteraction, type VerifiedPact } from './pact-verification.ts';

/** What a verification tells while it goes on, and how it is stopped. */
export interface VerifyHooks {
  readonly onPact: (pact: VerifiedPact) => void;
  readonly signal: AbortSignal;
}

/** A verification, and what a recording of it alone begins and ends with. */
export interface RecordedVerification {
  readonly header: RunHeader;
  readonly pact: PactVerification;
  readonly end: RunEnd;
}

const KINDS: readonly string[] = ['example', 'effect', 'rejection'] satisfies InteractionKind[];

function kindOf({ raw }: FileInteraction): InteractionKind | null {
  const kind = asObject(asObject(asObject(raw['comments'])['references'])['metaconform'])['kind'];
  return typeof kind === 'string' && KINDS.includes(kind) ? kind as InteractionKind : null;
}

function verified({ interaction, verdict, reason, mismatches, exchange }: InteractionOutcome): VerifiedInteraction {
  const proof = verdict === 'fail' || verdict === 'unknown' ? exchange : null;
  return { description: interaction.description, kind: kindOf(interaction), states: interaction.states, verdict, reason, mismatches, exchange: proof };
}

/** All interactions with one verdict, for a pact that was not tried. */
function untried({ pact }: GatheredPact, verdict: 'unknown' | 'not-applicable', reason: string): readonly VerifiedInteraction[] {
  return pact.interactions.map((interaction) => verified({ interaction, verdict, reason, mismatches: [], exchange: null }));
}

async function interactionsOf(gathered: GatheredPact, target: Target, verifier: Verifier, signal: AbortSignal): Promise<readonly VerifiedInteraction[]> {
  const lane = target.lanes.find(({ contract }) => contract.id === gathered.contract);
  const subject = lane?.resourceIds.subject;
  if (lane === undefined || subject === undefined) {
    return untried(gathered, 'not-applicable', target.notApplicable.find(({ contract }) => contract === gathered.contract)?.reason ?? `needs a resource: --resource ${gathered.contract}=ID`);
  }
  if (signal.aborted) return untried(gathered, 'unknown', 'the verification was stopped');
  await target.secure([lane]);
  return (await verifyPact(target, lane, subject, gathered.pact, verifier)).map(verified);
}

async function verifyAll(pacts: readonly GatheredPact[], contracts: readonly Contract[], target: Target, { onPact, signal }: VerifyHooks): Promise<readonly VerifiedPact[]> {
  const verifier = openVerifier();
  const stop = (): void => { void verifier.close(); };
  signal.addEventListener('abort', stop, { once: true });
  const done: VerifiedPact[] = [];
  try {
    for (const gathered of pacts) {
      const { consumer, provider, from } = gathered.pact;
      const ownerIsAdmin = contracts.find(({ id }) => id === gathered.contract)?.service.admin ?? false;
      done.push({ consumer, provider, from, contract: gathered.contract, ownerIsAdmin, interactions: await interactionsOf(gathered, target, verifier, signal) });
      onPact(done.at(-1) as VerifiedPact);
    }
    return done;
  } finally {
    signal.removeEventListener('abort', stop);
    await verifier.close();
  }
}

function argvOf({ run, files, broker, statesFile }: PactConfig): readonly string[] {
  const said = ({ kind, name }: { readonly kind: string | null; readonly name: string }): string => (kind === null ? name : `${kind}=${name}`);
  return [
    'pact', 'verify', ...toArgv(run).slice(1), ...files.flatMap((file) => ['--pact-file', said(file)]),
    ...(broker === null ? [] : ['--pact-broker-url', broker.url, ...(broker.token === null ? [] : ['--pact-broker-token', '[redacted]']), ...broker.providers.flatMap((provider) => ['--pact-provider', said(provider)])]),
    ...(statesFile === null ? [] : ['--pact-states', statesFile]),
  ];
}

function headerOf(config: PactConfig, target: Target, id: string, startedAt: string): RunHeader {
  const { seed, profile, labels } = config.run;
  return {
    type: 'run', schemaVersion: 1, tool: { name: 'metaconform', version: packageVersion() }, id, startedAt, seed, profile, argv: argvOf(config), labels, target: target.description,
    contracts: [], notApplicable: [], lanes: [], only: null,
  };
}

/** Which contracts' own pacts are verified: those whose resource the call names, or on the embedded cloud all. */
function triedContracts({ run }: PactConfig, contracts: readonly Contract[]): readonly string[] {
  return run.resources.length === 0 ? contracts.map(({ id }) => id) : run.resources.map(({ kind }) => kind);
}

/**
 * Verify the pacts that a configuration asks for.
 * @throws {ConfigError}, {TargetError} or {ContractError} when the call is wrong or the pre-flight fails; nothing was written then.
 */
export async function verifyPacts(config: PactConfig, hooks: VerifyHooks): Promise<RecordedVerification> {
  const [startedAt, began] = [new Date().toISOString(), performance.now()];
  await checkRun(config.run);
  const contracts = findContracts(config.run.contractFiles);
  const library = pactLibrary();
  const pacts = await gatherPacts(config, contracts, triedContracts(config, contracts));
  const runId = randomUUID();
  const { target, stop } = await openRunTarget(config.run, contracts, runId);
  let verifiedPacts: readonly VerifiedPact[] = [];
  let restoration = { touched: 0, restored: 0, leftovers: 0, problems: [] as readonly string[] };
  try {
    try {
      verifiedPacts = await verifyAll(pacts, contracts, target, hooks);
    } finally {
      restoration = await target.close();
    }
  } finally {
    await stop();
  }
  const durationMs = Math.round(performance.now() - began);
  const trouble = target.trouble();
  return {
    header: headerOf(config, target, runId, startedAt),
    pact: { startedAt, durationMs, library, summary: countPacts(verifiedPacts), requests: target.requests().total, pacts: verifiedPacts, trouble, restoration },
    end: { type: 'end', durationMs, complete: !hooks.signal.aborted, stoppedBy: hooks.signal.aborted ? 'interrupt' : null, requests: target.requests(), trouble, restoration },
  };
}
