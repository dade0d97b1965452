/** Volumes and snapshots beside their metadata: made, listed, deleted. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../store.ts';
import { requireMember, requiredMap, requiredText, shown, shownBare, visibleResource } from './page-tools.ts';

type Noun = 'volume' | 'snapshot';

const kindOf = (noun: Noun): string => `block-storage/${noun}`;

function own({ caller, cloud }: PageContext, noun: Noun): readonly Resource[] {
  return cloud.store.list(kindOf(noun)).filter(({ project }) => project === caller.project.id);
}

async function create(context: PageContext, noun: Noun): Promise<PageReply> {
  requireMember(context);
  const asked = requiredMap(context.body, noun);
  const source = noun === 'snapshot' ? requiredText(asked, 'volume_id') : null;
  if (source !== null && !own(context, 'volume').some(({ id }) => id === source)) throw new Refusal(404, 'not-found', `Volume ${source} could not be found.`);
  const made = context.cloud.store.add({
    kind: kindOf(noun), id: randomUUID(), project: context.caller.project.id, name: requiredText(asked, 'name'),
    traits: { status: 'creating', ...(source === null ? { size: asked.get('size') ?? 1 } : { volume_id: source }) },
  });
  context.cloud.later(context.cloud.buildMs, () => { made.traits.set('status', 'available'); });
  return { status: 202, body: await shown(context, made) };
}

async function list(context: PageContext, noun: Noun): Promise<PageReply> {
  const all: readonly Json[] = await Promise.all(own(context, noun).map((one) => shownBare(context, one)));
  return { status: 200, body: new Map([[`${noun}s`, all]]) };
}

function remove(context: PageContext, noun: Noun): PageReply {
  requireMember(context);
  const resource = visibleResource(context, kindOf(noun), `${noun}_id`);
  const snapshots = noun === 'volume' ? own(context, 'snapshot').filter(({ traits }) => traits.get('volume_id') === resource.id) : [];
  if (snapshots.length > 0) throw new Refusal(400, 'state', 'Invalid volume: Volume status must be available or error, and must not have snapshots.');
  context.cloud.store.delete(resource);
  return { status: 202, body: null };
}

function pagesOf(noun: Noun): readonly Page[] {
  const common = { service: 'block-storage', versions: ['/v3'] } as const;
  return [
    { ...common, method: 'GET', path: `/${noun}s`, answer: (context) => list(context, noun) },
    { ...common, method: 'POST', path: `/${noun}s`, answer: (context) => create(context, noun) },
    { ...common, method: 'DELETE', path: `/${noun}s/{${noun}_id}`, answer: (context) => remove(context, noun) },
  ];
}

/** Pages about volumes and snapshots. */
export const blockPages: readonly Page[] = [...pagesOf('volume'), ...pagesOf('snapshot')];
