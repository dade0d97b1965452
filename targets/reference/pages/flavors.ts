/** The two flavors of the cloud: a server needs one. */
import type { Json } from '../json.ts';
import { links } from '../kinds/server.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';

const FLAVORS = [{ id: '42', name: 'm1.nano' }, { id: '84', name: 'm1.micro' }] as const;

function flavor(context: PageContext, { id, name }: (typeof FLAVORS)[number]): ReadonlyMap<string, Json> {
  return new Map<string, Json>([['id', id], ['name', name], ['ram', 64], ['vcpus', 1], ['disk', 1], ['links', links(context, `/flavors/${id}`)]]);
}

function page(path: string, answer: (context: PageContext) => Promise<PageReply> | PageReply): Page {
  return { service: 'compute', versions: ['/v2.1', '/v2'], method: 'GET', path, answer };
}

/** Pages about flavors. */
export const flavorPages: readonly Page[] = [
  ...['/flavors', '/flavors/detail'].map((path) => page(path, (context) => ({ status: 200, body: new Map([['flavors', FLAVORS.map((one) => flavor(context, one))]]) }))),
  page('/flavors/{flavor_id}', (context) => {
    const id = context.match.parameters.get('flavor_id')!.text;
    const found = FLAVORS.find((one) => one.id === id);
    if (found === undefined) throw new Refusal(404, 'not-found', `Flavor ${id} could not be found.`);
    return { status: 200, body: new Map([['flavor', flavor(context, found)]]) };
  }),
];
