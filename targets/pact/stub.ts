/** A mock that serves pacts to consumers: each request is answered as an interaction that expects it says. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asObject } from '../../contracts/plain-object.ts';
import { TargetError } from '../target-error.ts';
import { type AskedRequest, bodyContent, headerText, misfits, unknownMatchers } from './match-request.ts';
import type { FileInteraction, PactFile } from './pact-file.ts';

/** A mock that is running. */
export interface Stub {
  readonly url: string;
  close(): Promise<void>;
}

/** The header by which a consumer says which provider state it means. */
export const STATE_HEADER = 'x-pact-state';

function checkMatchers(files: readonly PactFile[]): void {
  for (const { from, interactions } of files) {
    const strange = new Set(interactions.flatMap(({ raw }) => unknownMatchers(asObject(raw['request']))));
    if (strange.size > 0) throw new TargetError('config', `${from}: its requests are matched by ${[...strange].join(', ')}, which this mock does not know. It serves pacts of version 3 and 4.`);
  }
}

function status(interaction: FileInteraction): number {
  return Number(asObject(interaction.raw['response'])['status'] ?? 200);
}

/** The best of those that fit comes first: the very path of the example, then most headers said literally, then the plainest state, then a success, and of several the one that shows most. */
function rank(interaction: FileInteraction, asked: AskedRequest): readonly number[] {
  const request = asObject(interaction.raw['request']);
  const ruled = asObject(asObject(request['matchingRules'])['header']);
  const literal = Object.keys(asObject(request['headers'])).filter((name) => ruled[name] === undefined).length;
  return [request['path'] === asked.path ? 0 : 1, -literal, interaction.states.length, status(interaction) < 400 ? 0 : 1, -JSON.stringify(asObject(interaction.raw['response'])['body'] ?? '').length];
}

function before(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/**
 * The interaction that answers a request; null when none expects it.
 * @param state a provider state that the consumer names; null: any.
 */
export function choose(interactions: readonly FileInteraction[], asked: AskedRequest, state: string | null): FileInteraction | null {
  const fitting = interactions.filter((interaction) => misfits(asObject(interaction.raw['request']), asked).length === 0);
  const meant = state === null ? fitting : fitting.filter(({ states }) => states.some(({ name }) => name === state));
  return meant.toSorted((one, other) => before(rank(one, asked), rank(other, asked)))[0] ?? null;
}

async function askedOf(request: IncomingMessage): Promise<AskedRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, headerText(value)]));
  const read = (): unknown => {
    if (text === '') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  return { method: request.method ?? 'GET', path: (request.url ?? '/').split('?')[0] ?? '/', headers, body: read() };
}

/** Nobody expects such a request: say what would have been near. */
function refuse(response: ServerResponse, interactions: readonly FileInteraction[], asked: AskedRequest): void {
  const near = interactions.map((interaction) => ({ interaction, off: misfits(asObject(interaction.raw['request']), asked) })).filter(({ off }) => off.length === 1).slice(0, 5);
  const nearest = near.map(({ interaction, off }) => ({ interaction: interaction.description, differsIn: off[0] }));
  response.writeHead(501, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'no interaction of the pacts served here expects this request', request: { method: asked.method, path: asked.path }, nearest }));
}

function answer(response: ServerResponse, interaction: FileInteraction): void {
  const expected = asObject(interaction.raw['response']);
  const body = bodyContent(expected['body']);
  const headers = Object.fromEntries(Object.entries(asObject(expected['headers'])).map(([name, value]) => [name, headerText(value)]));
  response.writeHead(status(interaction), { ...headers, 'x-pact-interaction': encodeURIComponent(interaction.description) });
  response.end(body === undefined || body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

/**
 * Serve pacts.
 * @throws {TargetError} `config` when a pact has matchers that the mock does not know; the system's error when the port cannot be had.
 */
export async function startStub(files: readonly PactFile[], { host, port }: { readonly host: string; readonly port: number }): Promise<Stub> {
  checkMatchers(files);
  const interactions = files.flatMap((file) => file.interactions.filter(({ http }) => http));
  const server = createServer((request, response) => {
    void askedOf(request).then((asked) => {
      const chosen = choose(interactions, asked, asked.headers[STATE_HEADER] ?? null);
      if (chosen === null) refuse(response, interactions, asked);
      else answer(response, chosen);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
