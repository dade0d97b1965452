/** Our own client as a consumer: sends what an interaction says to a mock server, and reads the answer as it reads a target's. */
import type { Contract } from '../../contracts/contract.ts';
import type { PactInteraction } from '../../contracts/pact/interaction.ts';
import { staticToken } from '../auth/static-token.ts';
import { openConnections } from '../connection.ts';
import type { Header, WireRequest } from '../dispatch.ts';
import { mapAt, type JsonMap } from '../json-map.ts';
import { gatherTokens } from '../tokens.ts';

/** What the client made of the answer. */
export interface Heard {
  readonly status: number;
  /** The map or item that it read; null where the answer shows none. */
  readonly map: JsonMap | null;
}

const TIMEOUT_MS = 10_000;

function bodyBytes(body: PactInteraction['request']['body']): Uint8Array | null {
  if (body === null) return null;
  return new TextEncoder().encode('json' in body ? JSON.stringify(body.json) : body.xml);
}

function wireRequest(contract: Contract, { request }: PactInteraction): WireRequest {
  const given = Object.entries(request.headers).filter(([, value]) => typeof value === 'string') as Header[];
  return {
    method: request.method, path: request.path.replace(`{${contract.resource.parameter}}`, request.exampleId), framing: 'length', body: bodyBytes(request.body),
    headers: [['accept', 'application/json'], ['user-agent', 'metaconform'], ...given],
  };
}

/**
 * Send the request of an interaction.
 * @param url of the mock server.
 * @throws Error when no answer comes.
 */
export async function askMock(contract: Contract, interaction: PactInteraction, url: string): Promise<Heard> {
  const tokens = gatherTokens({ owner: staticToken('a-token-of-the-owner') });
  const connections = openConnections({ timeoutMs: TIMEOUT_MS }, tokens);
  const sends = interaction.request.headers['X-Auth-Token'] !== undefined;
  try {
    const outcome = await connections.dispatch(url, contract, 'plans')({
      request: wireRequest(contract, interaction), repeat: 'never',
      label: { role: 'step', stepIndex: 0, slot: 'subject', caller: sends ? 'owner' : 'nobody', route: '' },
    });
    if (outcome.answer === null) throw new Error(`The mock server did not answer: ${outcome.trouble?.message ?? 'no reason given'}`);
    const pointer = contract.operations.find(({ id }) => id === interaction.operation)?.responseMap ?? null;
    return { status: outcome.answer.status, map: interaction.shows === null || pointer === null ? null : mapAt(outcome.answer.body, pointer) };
  } finally {
    await connections.close();
  }
}
