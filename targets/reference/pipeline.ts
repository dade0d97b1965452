/** The way of a request through the parts, in Nova's order of checks. */
import type { Cloud } from './cloud.ts';
import { Refusal, noSuchRoute } from './refusal.ts';
import { effectOf } from './effect-of.ts';
import { kindOf } from './kinds/kinds.ts';
import { pageReply } from './parts/respond.ts';
import type { Applied, Arrived, Authenticated, Found, Held, Page, Parsed, Parts, RawRequest, Read, Reply, Routed } from './parts.ts';

function unforeseen(): Refusal {
  return new Refusal(500, 'invalid', 'The server has either erred or is incapable of performing the requested operation.');
}

/** The answer to a refused request; where it cannot be made of the context, it is made without. */
function refused(context: Arrived | Read | null, refusal: Refusal, parts: Parts): Reply {
  try {
    return parts.respondError(context, refusal);
  } catch {
    return parts.respondError(null, unforeseen());
  }
}

/** Answer a request. Never throws: what no part foresaw is a 500. */
export async function answer(raw: RawRequest, cloud: Cloud, parts: Parts): Promise<Reply> {
  const seen: { context: Arrived | Read | null } = { context: null };
  try {
    return await serve(raw, cloud, parts, (context) => { seen.context = context; });
  } catch (error) {
    return refused(seen.context, error instanceof Refusal ? error : unforeseen(), parts);
  }
}

async function serve(raw: RawRequest, cloud: Cloud, parts: Parts, note: (context: Arrived | Read) => void): Promise<Reply> {
  const arrived = parts.receive(raw, cloud, parts);
  note(arrived);
  const match = parts.route(arrived, parts.split(arrived));
  const page = match?.destination.kind === 'page' ? match.destination.page : null;
  if (match !== null && page?.public === true) return servePublic({ ...arrived, match }, page);
  const caller = parts.authenticate(arrived);
  if (match === null) throw noSuchRoute();
  const authenticated: Authenticated = { ...arrived, match, caller };
  const microversion = parts.negotiate(authenticated);
  note({ ...authenticated, microversion, body: undefined });
  const body = parts.parseBody(authenticated);
  parts.checkProject(authenticated);
  return serveRead({ ...authenticated, microversion, body });
}

async function servePublic(context: Routed, page: Page & { readonly public: true }): Promise<Reply> {
  return pageReply(context, await page.answer({ ...context, body: context.parts.parseBody(context) }));
}

async function serveRead(context: Read): Promise<Reply> {
  const { destination, parameters } = context.match;
  const { parts } = context;
  if (destination.kind === 'page') return pageReply(context, await destination.page.answer(context));
  const { contract, operation } = destination;
  parts.checkAvailable(context, contract, operation);
  const keySegment = operation.keyParameter === null ? undefined : parameters.get(operation.keyParameter);
  const addressed = {
    ...context, contract, operation,
    resourceId: parameters.get(contract.resource.parameter)?.text ?? '',
    key: keySegment === undefined ? null : parts.decodeKey(keySegment),
  };
  return serveParsed({ ...addressed, sent: await parts.validate(addressed) });
}

async function serveParsed(parsed: Parsed): Promise<Reply> {
  const { parts } = parsed;
  const { matchesKeyFirst } = kindOf(parsed.contract);
  if (matchesKeyFirst) parts.matchKey(parsed);
  parts.admit(parsed);
  const found: Found = { ...parsed, resource: await parts.find(parsed) };
  await parts.authorize(found);
  if (!matchesKeyFirst) parts.matchKey(found);
  return found.operation.effect === 'read' ? serveReading(found) : parts.exclusive(found, async () => serveWriting(found));
}

async function serveReading(found: Found): Promise<Reply> {
  const before = await found.parts.load(found);
  const held: Held = { ...found, before };
  found.parts.checkItem(held);
  const applied = { ...held, after: before };
  return found.parts.respond(applied, found.parts.present(applied));
}

async function serveWriting(found: Found): Promise<Reply> {
  const { parts } = found;
  const held: Held = { ...found, before: await parts.load(found) };
  parts.checkItem(held);
  await parts.checkState(held);
  const applied: Applied = { ...held, after: effectOf(held) };
  await parts.checkMap(applied);
  await parts.checkQuota(applied);
  await parts.commit(applied);
  return parts.respond(applied, parts.present(applied));
}
