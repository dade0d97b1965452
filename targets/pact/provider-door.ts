/**
 * The provider as the verifier sees it: a server on the loopback that brings the target into the state an interaction needs, sends the request on through our
 * own client (with the token of the state's caller, paced, recorded, journalled) and hands the answer back. The verifier knows neither token nor address of the target.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../../contracts/contract.ts';
import { asObject } from '../../contracts/plain-object.ts';
import type { Header, WireRequest } from '../dispatch.ts';
import { keysOfBody } from '../named-keys.ts';
import type { Lane, Target } from '../target.ts';
import type { Exchange, Trace } from '../trace.ts';
import { answerForPact } from './answer-for-pact.ts';
import { readContractPath } from './contract-path.ts';
import type { FileState } from './pact-file.ts';
import { statePlan, stateValues } from './state-plan.ts';

/** What came of one request of the verifier, in their order. */
export interface Passage {
  /** The request as it was sent on, with its answer; null when it was not sent. */
  readonly exchange: Exchange | null;
  /** Why there is no answer of the target; null when there is one. */
  readonly trouble: string | null;
  /** The metadata keys that the state and the request name. */
  readonly named: readonly string[];
}

/** One pact under verification. */
export interface Door {
  readonly baseUrl: string;
  readonly stateUrl: string;
  readonly passages: () => readonly Passage[];
  close(): Promise<void>;
}

/** Requests that reaching one state may take. */
const MAX_REQUESTS = 500;

/** Headers that say how a message was framed on its way, not what it is. */
const FRAMING = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'host', 'accept-encoding', 'x-auth-token', 'te', 'upgrade', 'expect']);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function headersOf(request: IncomingMessage): readonly Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) pairs.push([request.rawHeaders[at] ?? '', request.rawHeaders[at + 1] ?? '']);
  return pairs.filter(([name]) => !FRAMING.has(name.toLowerCase()));
}

function lastExchange({ exchanges, plan }: Trace): Exchange | null {
  return exchanges.findLast(({ role, stepIndex }) => (role === 'step' || role === 'recover') && stepIndex === plan.steps.length) ?? null;
}

/** Why a trace has no answer to hand on; null when it has one. */
function troubleOf(trace: Trace, exchange: Exchange | null): string | null {
  if (exchange?.response != null) return null;
  return exchange?.trouble?.message ?? trace.cutShort?.message ?? 'the target gave no answer';
}

/** The door's work for one pact on one lane. */
class Passages {
  readonly done: Passage[] = [];
  private readonly target: Target;
  private readonly lane: Lane;
  private readonly resourceId: string;
  private states: FileState[] = [];

  constructor(target: Target, lane: Lane, resourceId: string) {
    this.target = target;
    this.lane = lane;
    this.resourceId = resourceId;
  }

  /** Takes note of a state, which is reached when the request comes: all states of an interaction are one plan. */
  state(body: unknown): Readonly<Record<string, string>> {
    const { action, state, params } = asObject(body);
    if (action === 'teardown' || typeof state !== 'string') return {};
    const noted: FileState = { name: state, params: asObject(params) };
    this.states.push(noted);
    return stateValues(this.lane.contract, this.resourceId, noted);
  }

  private async perform(request: WireRequest, states: readonly FileState[]): Promise<Passage> {
    const way = statePlan(this.lane, `${request.method} ${request.path}`, states);
    const path = readContractPath(this.lane.contract, request.path);
    if (way.kind !== 'plan') return { exchange: null, trouble: way.reason, named: [] };
    if (path === null) return { exchange: null, trouble: `no operation of the contract ${this.lane.contract.id} has the path ${request.path}`, named: [] };
    // An id that stands literally in a pact means the resource of its state; ours come from the state anyhow.
    const aimed = { ...request, path: way.absent ? request.path : path.withId(this.resourceId) };
    const text = request.body === null ? '' : Buffer.from(request.body).toString('utf8');
    const keys = [...(path.key === null ? [] : [path.key]), ...keysOfBody(text)];
    const trace = await this.target.performRequest(this.lane, way.plan, { request: aimed, caller: way.caller, keys }, { kind: 'explore' }, MAX_REQUESTS);
    const exchange = lastExchange(trace);
    return { exchange, trouble: troubleOf(trace, exchange), named: [...keys, ...(way.plan.start.subject ?? []).map(([key]) => key)] };
  }

  async pass(request: WireRequest): Promise<Passage> {
    const states = this.states;
    this.states = [];
    const passage = await this.perform(request, states);
    this.done.push(passage);
    return passage;
  }
}

function answer(response: ServerResponse, contract: Contract, { exchange, trouble, named }: Passage): void {
  const received = exchange?.response ?? null;
  if (received === null) {
    // No provider of metadata says this, so it cannot be taken for an answer that a pact expects.
    response.writeHead(599, { 'content-type': 'text/plain' }).end(trouble ?? '');
    return;
  }
  const { body } = received;
  const bytes = body.text === undefined ? Buffer.from(body.base64 ?? '', 'base64') : Buffer.from(answerForPact(body.text, contract, named));
  response.writeHead(received.status, received.headers.filter(([name]) => !FRAMING.has(name)).flat());
  response.end(bytes);
}

async function serve(passages: Passages, contract: Contract, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  if (request.url === '/state') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(passages.state(JSON.parse(body.toString('utf8')))));
    return;
  }
  const path = (request.url ?? '').replace(/^\/provider/, '');
  const wire: WireRequest = { method: request.method ?? 'GET', path, headers: headersOf(request), body: body.length === 0 ? null : body, framing: 'length' };
  answer(response, contract, await passages.pass(wire));
}

/**
 * Open the door for one pact.
 * @param resourceId of the lane's subject.
 */
export async function openDoor(target: Target, lane: Lane, resourceId: string): Promise<Door> {
  const passages = new Passages(target, lane, resourceId);
  const server = createServer((request, response) => {
    serve(passages, lane.contract, request, response).catch((error: unknown) => {
      passages.done.push({ exchange: null, trouble: error instanceof Error ? error.message : String(error), named: [] });
      response.writeHead(599).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/provider`, stateUrl: `http://127.0.0.1:${port}/state`, passages: () => passages.done,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
