/** Version discovery: what a client asks before it has a token. */
import type { Json } from '../json.ts';
import type { Page, PublicContext } from '../parts.ts';
import { serviceOf, writeMicroversion } from '../services.ts';

function link(href: string): Json {
  return [new Map([['rel', 'self'], ['href', href]])];
}

function computeVersion(context: PublicContext, version: '/v2' | '/v2.1', full: boolean): Json {
  const { min, max } = serviceOf('compute').microversions!;
  const current = version === '/v2.1';
  const media = new Map([['base', 'application/json'], ['type', `application/vnd.openstack.compute+json;version=${current ? '2.1' : '2'}`]]);
  return new Map<string, Json>([
    ['id', current ? 'v2.1' : 'v2.0'], ['status', current ? 'CURRENT' : 'SUPPORTED'], ['version', current ? writeMicroversion(max) : ''],
    ['min_version', current ? writeMicroversion(min) : ''], ['updated', current ? '2013-07-23T11:33:21Z' : '2011-01-21T11:33:21Z'],
    ['links', link(`${context.cloud.url}${version}/`)], ...(full ? [['media-types', [media]] as const] : []),
  ]);
}

function computePage(path: string, version: '/v2' | '/v2.1'): Page {
  return {
    service: 'compute', versions: [''], method: 'GET', path, public: true,
    answer: (context) => ({ status: 200, body: new Map([['version', computeVersion(context, version, true)]]) }),
  };
}

const root: Page = {
  service: 'compute', versions: [''], method: 'GET', path: '/', public: true,
  answer: (context) => ({ status: 200, body: new Map([['versions', [computeVersion(context, '/v2', false), computeVersion(context, '/v2.1', false)]]]) }),
};

/** What Nova says to a version it does not have: the ones it has. */
export const otherVersionPage: Page = {
  service: 'compute', versions: [''], method: 'GET', path: '', public: true,
  answer: (context) => ({ status: 300, body: new Map([['choices', [computeVersion(context, '/v2', true), computeVersion(context, '/v2.1', true)]]]) }),
};

/** The answer to OPTIONS on any path that is known. */
export const optionsPage: Page = { service: 'compute', versions: [''], method: 'OPTIONS', path: '', answer: () => ({ status: 200, body: null }) };

function glancePage(path: string): Page {
  return {
    service: 'image', versions: [''], method: 'GET', path, public: true,
    answer: ({ cloud }) => ({
      status: path === '/versions' ? 200 : 300,
      body: new Map([['versions', [new Map<string, Json>([['id', 'v2.15'], ['status', 'CURRENT'], ['links', link(`${cloud.url}/image/v2/`)]])]]]),
    }),
  };
}

/** Version pages of the services that have a shape of their own. */
export const versionPages: readonly Page[] = [
  root, ...(['/v2.1', '/v2'] as const).flatMap((version) => [computePage(version, version), computePage(`${version}/`, version)]),
  glancePage(''), glancePage('/'), glancePage('/versions'),
];
