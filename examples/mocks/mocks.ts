/** The mocks of the matrix: how each is started and what it is. Adding a mock is one entry here, a script in package.json and, where it needs files, a folder. */
import { openMimic } from './mimic/open-mimic.ts';

/** Where a run goes, once the mock listens. */
export interface Place {
  /** With the version and the project that the mock has in its paths. */
  readonly endpoint: string;
  readonly token: string;
  /** Two servers of the same owner. */
  readonly servers: readonly [string, string];
}

/** In the words of the page's table. */
export type Answers = 'examples' | 'stubs' | 'a file' | 'handlers' | 'itself';

export interface Mock {
  /** Folder, npm script and report folder. */
  readonly id: string;
  readonly title: string;
  /** Where its version is read from: an npm package, or the Python requirements of its folder. */
  readonly version: { readonly npm: string } | { readonly python: string };
  /** What it is and how it was set up, as the page says it. */
  readonly setup: string;
  /** Where its answers come from. */
  readonly answers: Answers;
  /** The file in which somebody who uses it says what it answers, from this folder; absent: it answers by itself. */
  readonly written?: string;
  /** What is asked for until it answers. */
  readonly ready: string;
  readonly open: (origin: string) => Promise<Place>;
}

const SERVERS = ['web-1', 'web-2'] as const;

/** A mock that has the contract's paths at its root and asks for no token in particular. */
function atRoot(origin: string): Promise<Place> {
  return Promise.resolve({ endpoint: origin, token: 'any', servers: SERVERS });
}

const AT_ROOT = { ready: '/servers/web-1/metadata', open: atRoot } as const;

/** In the order of the page: without state first. */
export const MOCKS: readonly Mock[] = [
  { id: 'prism', title: 'Prism', version: { npm: '@stoplight/prism-cli' }, answers: 'examples', setup: 'Started on the contract as it is. It checks requests against the schemas and answers with their examples.', ...AT_ROOT },
  { id: 'mockoon', title: 'Mockoon', version: { npm: '@mockoon/cli' }, answers: 'examples', setup: 'Started on the contract as it is. It answers with examples made from the schemas.', ...AT_ROOT },
  { id: 'scalar', title: 'Scalar', version: { npm: '@scalar/mock-server' }, answers: 'examples', setup: 'Started on the contract as it is. It checks requests against the schemas and answers with examples.', ...AT_ROOT },
  { id: 'wiremock', title: 'WireMock', version: { npm: 'wiremock' }, answers: 'stubs', written: 'wiremock/mappings/server-metadata.json', setup: 'One stub for each operation: reads give a fixed map, writes give back what was sent, by response templating.', ...AT_ROOT },
  { id: 'json-server', title: 'json-server', version: { npm: 'json-server' }, answers: 'a file', written: 'json-server/routes.json', setup: 'A file with two servers, and one route that leads the path of the metadata to the server.', ...AT_ROOT },
  { id: 'scalar-handlers', title: 'Scalar with handlers', version: { npm: '@scalar/mock-server' }, answers: 'handlers', written: 'scalar/handlers.js', setup: 'The contract with an `x-handler` on each operation, which keeps the maps in the store of the mock.', ...AT_ROOT },
  { id: 'openapi-backend', title: 'openapi-backend', version: { npm: 'openapi-backend' }, answers: 'handlers', written: 'openapi-backend/start.js', setup: 'It routes and checks requests by the contract; a handler for each operation keeps the maps in memory.', ...AT_ROOT },
  { id: 'msw', title: 'MSW', version: { npm: 'msw' }, answers: 'handlers', written: 'msw/handlers.js', setup: 'Handlers as one writes them for the tests of a client, with the maps in memory and no checks, served by `@mswjs/http-middleware`.', ...AT_ROOT },
  { id: 'mountebank', title: 'mountebank', version: { npm: 'mountebank' }, answers: 'handlers', written: 'mountebank/server-metadata.js', setup: 'One imposter with an injected function that keeps the maps in its state.', ...AT_ROOT },
  { id: 'mimic', title: 'Mimic', version: { python: 'mimic' }, answers: 'itself', setup: 'A mock of OpenStack in Python, as it is, with two servers made through its own API.', ready: '/', open: openMimic },
];
