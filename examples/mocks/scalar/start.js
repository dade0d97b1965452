/** Scalar's mock server on the contract as it is; with `handlers` as argument on the contract with an `x-handler` on each operation, which keeps the maps in its store. */
import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { createMockServer } from '@scalar/mock-server';
import { parse } from 'yaml';
import { handlers, SEED } from './handlers.js';

const document = parse(await readFile(new URL('../../../contracts/openstack/server.yaml', import.meta.url), 'utf8'));
if (process.argv[2] === 'handlers') {
  for (const [path, methods] of Object.entries(handlers)) for (const [method, code] of Object.entries(methods)) document.paths[path][method] = { ...document.paths[path][method], 'x-handler': code };
  document.components.schemas['Server'] = { type: 'object', 'x-seed': SEED };
}
const app = await createMockServer({ document: { ...document } });
serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 4010), hostname: '127.0.0.1' });
