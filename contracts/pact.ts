/** The projection of a contract to Pact: what a consumer may rely on, as plain data. Nothing here knows a Pact library. */
import type { Contract } from './contract.ts';
import { effectInteractions } from './pact/effects.ts';
import { exampleInteractions } from './pact/examples.ts';
import type { Pact } from './pact/interaction.ts';
import { rejectionInteractions } from './pact/rejections.ts';

/** The consumer in every pact of ours. */
export const PACT_CONSUMER = 'metaconform';

/** The pact of a contract: the examples of its documents, each effect, each rejection. The order is that of the pact file: by description. */
export function pactOf(contract: Contract): Pact {
  const interactions = [...exampleInteractions(contract), ...effectInteractions(contract), ...rejectionInteractions(contract)];
  return { consumer: PACT_CONSUMER, provider: contract.id, sha256: contract.sha256, interactions: interactions.toSorted((one, other) => (one.description < other.description ? -1 : 1)) };
}

/** The name of a pact's file. */
export function pactFileName({ consumer, provider }: Pick<Pact, 'consumer' | 'provider'>): string {
  return `${consumer}-${provider}.json`;
}
