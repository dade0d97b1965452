/** A recorded request asked again of a reference cloud, in the same situation. */
import { request } from 'node:http';
import { ask } from '../ask.ts';
import type { ReferenceCloud } from '../cloud.ts';
import { bodyBytes, mapOf } from './recorded-case.ts';
import type { PlainMap, RecordedCase } from './recorded-case.ts';

/** What came of it. */
export interface ReplayedAnswer {
  readonly status: number;
  readonly response: string;
  /** The metadata afterwards; undefined where there is nothing to read it from. */
  readonly after: PlainMap | undefined;
}

/** Which resource a case is about, and how its metadata is read and set. */
interface Subject {
  /** Path of the recording with the ids of this cloud. */
  readonly path: string;
  readonly kind: 'servers' | 'images' | 'os-aggregates';
  readonly id: string;
}

const SERVER_ID = '1258231a042046709bfb78544e32c82a';

async function action(cloud: ReferenceCloud, id: string, name: string, value: unknown = null, token = cloud.tokens.owner): Promise<void> {
  await ask(cloud, 'POST', `/v2.1/servers/${id}/action`, { body: { [name]: value }, token });
}

async function newServer(cloud: ReferenceCloud, metadata: PlainMap = {}): Promise<string> {
  const { json } = await ask(cloud, 'POST', '/v2.1/servers', { body: { server: { name: 'new', flavorRef: '42', imageRef: cloud.resources['image']?.[0] ?? '', metadata } } });
  return (json as { server: { id: string } }).server.id;
}

/** Actions that lead from ACTIVE into the state a case names, and who does them. */
const STATES: readonly (readonly [words: RegExp, name: string, value: unknown, by: 'owner' | 'admin'])[] = [
  [/^locked by member/, 'lock', null, 'owner'], [/^locked by admin/, 'lock', null, 'admin'], [/^paused/, 'pause', null, 'owner'],
  [/^suspended/, 'suspend', null, 'owner'], [/^stopped/, 'os-stop', null, 'owner'], [/^rescued/, 'rescue', {}, 'owner'],
  [/^(error state|no valid host)/, 'os-resetState', { state: 'error' }, 'admin'], [/^shelved/, 'shelve', null, 'owner'],
];

async function publicImage(cloud: ReferenceCloud): Promise<string> {
  const { json } = await ask(cloud, 'GET', '/image/v2/images', { token: cloud.tokens.admin });
  return (json as { images: { id: string; visibility: string }[] }).images.find(({ visibility }) => visibility === 'public')!.id;
}

async function freshAggregate(cloud: ReferenceCloud): Promise<string> {
  const { json } = await ask(cloud, 'POST', '/v2.1/os-aggregates', { body: { aggregate: { name: `replayed-${performance.now()}` } }, token: cloud.tokens.admin });
  return String((json as { aggregate: { id: number } }).aggregate.id);
}

async function stateServer(cloud: ReferenceCloud, recorded: RecordedCase): Promise<string> {
  return /^(BUILD|deleted)/.test(recorded.case) ? newServer(cloud) : cloud.resources['server']![1]!;
}

async function subjectOf(cloud: ReferenceCloud, recorded: RecordedCase): Promise<Subject> {
  const [server = '', , server2 = ''] = cloud.resources['server'] ?? [];
  if (recorded.section.startsWith('os-aggregates')) {
    const id = await freshAggregate(cloud);
    return { kind: 'os-aggregates', id, path: withProjects(cloud, recorded.path.replace(/os-aggregates\/1\b(?!\.)/, `os-aggregates/${id}`)) };
  }
  if (recorded.section.startsWith('Server states')) {
    const id = await stateServer(cloud, recorded);
    return { kind: 'servers', id, path: recorded.path.replace(/servers\/(\{server-in-state\}|[0-9a-f-]{36})/, `servers/${id}`) };
  }
  const image = recorded.path.includes('{public-image}') ? await publicImage(cloud) : cloud.resources['image']?.[0] ?? '';
  const path = recorded.path.replace('{server}', server).replace('{server-2}', server2).replace(/\{(public-)?image\}/, image)
    .replace('1258231A-0420-4670-9BFB-78544E32C82A', server.toUpperCase()).replace(SERVER_ID, server.replaceAll('-', ''));
  const kind = recorded.section.startsWith('Image') ? 'images' : 'servers';
  return { kind, id: kind === 'images' ? image : recorded.path.includes('{server-2}') ? server2 : server, path: withProjects(cloud, path) };
}

function withProjects({ users }: ReferenceCloud, path: string): string {
  return path.replace('{project}', users.owner.projectId).replace('56375b94fc594aa3b398f8531f27e587', users.stranger.projectId)
    .replace('01DC969A5A7D4844B500E53547B39768', users.owner.projectId.toUpperCase().replace(/^[0-9]+/, 'DC')).replace('fbbb5ee7e9994c6aa24479ae11333909', users.admin.projectId);
}

async function setMap(cloud: ReferenceCloud, { id, kind }: Subject, metadata: PlainMap): Promise<void> {
  const token = cloud.tokens.admin;
  if (kind === 'os-aggregates') await ask(cloud, 'POST', `/v2.1/os-aggregates/${id}/action`, { body: { set_metadata: { metadata } }, token });
  else await ask(cloud, 'PUT', `/v2.1/${kind}/${id}/metadata`, { body: { metadata }, token });
}

async function readMap(cloud: ReferenceCloud, { id, kind }: Subject): Promise<PlainMap | undefined> {
  const path = kind === 'os-aggregates' ? `/v2.1/os-aggregates/${id}` : `/v2.1/${kind}/${id}/metadata`;
  return mapOf((await ask(cloud, 'GET', path, { token: cloud.tokens.admin })).text);
}

async function prepare(cloud: ReferenceCloud, subject: Subject, recorded: RecordedCase, given: PlainMap | null): Promise<void> {
  const isState = recorded.section.startsWith('Server states');
  if (isState && !/^(BUILD|deleted)/.test(recorded.case)) {
    await action(cloud, subject.id, 'unlock', null, cloud.tokens.admin);
    await action(cloud, subject.id, 'os-resetState', { state: 'active' }, cloud.tokens.admin);
  }
  if (given !== null) await setMap(cloud, subject, given);
  if (recorded.case.startsWith('deleted')) await ask(cloud, 'DELETE', `/v2.1/servers/${subject.id}`);
  const state = isState ? STATES.find(([words]) => words.test(recorded.case)) : undefined;
  if (state !== undefined) await action(cloud, subject.id, state[1], state[2], cloud.tokens[state[3]]);
}

function headersOf(cloud: ReferenceCloud, { body, options = {} }: RecordedCase): Record<string, string> {
  const tokens: Readonly<Record<string, string>> = { member: cloud.tokens.owner, admin: cloud.tokens.admin, reader: cloud.tokens.reader, other: cloud.tokens.stranger };
  const token = options.token === undefined ? cloud.tokens.owner : options.token;
  const contentType = options.ctype === undefined ? 'application/json' : options.ctype;
  return {
    ...(token === null ? {} : { 'X-Auth-Token': tokens[token] ?? token }),
    ...(body === null || contentType === null ? {} : { 'Content-Type': contentType }),
    ...(options.mv === undefined ? {} : { 'OpenStack-API-Version': `compute ${options.mv}` }),
    ...(options.accept === undefined ? {} : { Accept: options.accept }),
    ...Object.fromEntries((options.headers ?? []).map((line) => line.split(/:\s*/, 2) as [string, string])),
  };
}

/** Bytes on the wire as recorded: a client library would refuse some of these requests. */
async function send(cloud: ReferenceCloud, recorded: RecordedCase, path: string): Promise<{ readonly status: number; readonly response: string }> {
  const headers = headersOf(cloud, recorded);
  const body = bodyBytes(recorded);
  const length = body === null || 'Transfer-Encoding' in headers ? {} : { 'Content-Length': String(body.length) };
  const { hostname, port } = new URL(cloud.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method: recorded.method, headers: { ...headers, ...length }, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        .on('end', () => { resolve({ status: incoming.statusCode ?? 0, response: Buffer.concat(chunks).toString('utf8') }); });
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/** Ask a recorded request again of a cloud whose resource holds `given` before, or what it holds when that is null. */
export async function replay(cloud: ReferenceCloud, recorded: RecordedCase, given: PlainMap | null): Promise<ReplayedAnswer> {
  const subject = await subjectOf(cloud, recorded);
  await prepare(cloud, subject, recorded, given);
  const image = cloud.resources['image']?.[0] ?? '';
  const filled = recorded.body === null ? recorded : { ...recorded, body: recorded.body.replaceAll('{public-image}', image) };
  const answer = await send(cloud, filled, recorded.options?.base === undefined ? subject.path : `/image${subject.path}`);
  return { ...answer, after: await readMap(cloud, subject) };
}
