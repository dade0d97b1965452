/** Server metadata as handlers of Mock Service Worker, the way they are written for the tests of a client: a map in memory and no checks. */
import { http, HttpResponse } from 'msw';

const servers = {
  'web-1': { id: 'web-1', metadata: {} },
  'web-2': { id: 'web-2', metadata: {} },
};

const notFound = () => HttpResponse.json({ itemNotFound: { code: 404, message: 'not found' } }, { status: 404 });

export const handlers = [
  http.get('*/servers/:id', ({ params }) => {
    const server = servers[params.id];
    return server === undefined ? notFound() : HttpResponse.json({ server });
  }),
  http.get('*/servers/:id/metadata', ({ params }) => {
    const server = servers[params.id];
    return server === undefined ? notFound() : HttpResponse.json({ metadata: server.metadata });
  }),
  http.post('*/servers/:id/metadata', async ({ params, request }) => {
    const server = servers[params.id];
    if (server === undefined) return notFound();
    const { metadata } = await request.json();
    Object.assign(server.metadata, metadata);
    return HttpResponse.json({ metadata: server.metadata });
  }),
  http.put('*/servers/:id/metadata', async ({ params, request }) => {
    const server = servers[params.id];
    if (server === undefined) return notFound();
    const { metadata } = await request.json();
    server.metadata = metadata;
    return HttpResponse.json({ metadata });
  }),
  http.get('*/servers/:id/metadata/:key', ({ params }) => {
    const value = servers[params.id]?.metadata[params.key];
    return value === undefined ? notFound() : HttpResponse.json({ meta: { [params.key]: value } });
  }),
  http.put('*/servers/:id/metadata/:key', async ({ params, request }) => {
    const server = servers[params.id];
    if (server === undefined) return notFound();
    const { meta } = await request.json();
    Object.assign(server.metadata, meta);
    return HttpResponse.json({ meta });
  }),
  http.delete('*/servers/:id/metadata/:key', ({ params }) => {
    const server = servers[params.id];
    if (server === undefined || server.metadata[params.key] === undefined) return notFound();
    delete server.metadata[params.key];
    return new HttpResponse(null, { status: 204 });
  }),
];
