/** openapi-backend on the contract: it routes and checks requests, the handlers below keep the maps. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { OpenAPIBackend } from 'openapi-backend';

const servers = new Map([['web-1', {}], ['web-2', {}]]);

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
}

/** A handler that is called with the server's map, or answers 404. */
function onServer(handle) {
  return (context, _request, response) => {
    const id = context.request.params.server_id;
    if (!servers.has(id)) return answer(response, 404, { itemNotFound: { code: 404, message: 'no such server' } });
    return handle({ id, map: servers.get(id), key: context.request.params.key, body: context.request.requestBody, response });
  };
}

const api = new OpenAPIBackend({ definition: fileURLToPath(new URL('../../../contracts/openstack/server.yaml', import.meta.url)), quick: true, ajvOpts: { strict: false } });
api.register({
  showServer: onServer(({ id, map, response }) => answer(response, 200, { server: { id, metadata: map } })),
  listServerMetadata: onServer(({ map, response }) => answer(response, 200, { metadata: map })),
  mergeServerMetadata: onServer(({ map, body, response }) => answer(response, 200, { metadata: Object.assign(map, body.metadata) })),
  replaceServerMetadata: onServer(({ id, body, response }) => {
    servers.set(id, body.metadata);
    answer(response, 200, { metadata: body.metadata });
  }),
  showServerMetadataItem: onServer(({ map, key, response }) => (key in map ? answer(response, 200, { meta: { [key]: map[key] } }) : answer(response, 404, { itemNotFound: { code: 404, message: 'no such item' } }))),
  upsertServerMetadataItem: onServer(({ map, body, response }) => {
    Object.assign(map, body.meta);
    answer(response, 200, { meta: body.meta });
  }),
  removeServerMetadataItem: onServer(({ map, key, response }) => {
    if (!(key in map)) return answer(response, 404, { itemNotFound: { code: 404, message: 'no such item' } });
    delete map[key];
    return answer(response, 204);
  }),
  validationFail: (context, _request, response) => answer(response, 400, { badRequest: { code: 400, message: JSON.stringify(context.validation.errors) } }),
  notFound: (_context, _request, response) => answer(response, 404, { itemNotFound: { code: 404, message: 'no such path' } }),
  methodNotAllowed: (_context, _request, response) => answer(response, 405, { badMethod: { code: 405, message: 'not offered' } }),
});
await api.init();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  try {
    const url = new URL(request.url, 'http://mock');
    await api.handleRequest({ method: request.method, path: url.pathname, query: url.search.slice(1), headers: request.headers, body }, request, response);
  } catch (error) {
    answer(response, 500, { computeFault: { code: 500, message: String(error) } });
  }
}).listen(Number(process.env.PORT ?? 4010), '127.0.0.1');
