(config) => {
  const servers = (config.state.servers ??= { 'web-1': {}, 'web-2': {} });
  const json = (statusCode, body) => ({ statusCode, headers: { 'Content-Type': 'application/json' }, body: body === undefined ? '' : JSON.stringify(body) });
  const [, id, list, encodedKey] = /^\/servers\/([^/]+)(\/metadata)?(?:\/([^/]+))?$/.exec(config.request.path) ?? [];
  const { method } = config.request;
  if (servers[id] === undefined) return json(404, { itemNotFound: { code: 404, message: 'not found' } });
  if (list === undefined) return json(200, { server: { id, metadata: servers[id] } });
  const key = encodedKey && decodeURIComponent(encodedKey);
  const body = config.request.body ? JSON.parse(config.request.body) : {};
  if ((method === 'POST' || method === 'PUT') && !(key ? body.meta : body.metadata)) return json(400, { badRequest: { code: 400, message: 'no metadata' } });
  if (key === undefined) {
    if (method === 'POST') Object.assign(servers[id], body.metadata);
    if (method === 'PUT') servers[id] = body.metadata;
    return json(200, { metadata: servers[id] });
  }
  if (method === 'PUT') Object.assign(servers[id], body.meta);
  if (servers[id][key] === undefined) return json(404, { itemNotFound: { code: 404, message: 'not found' } });
  if (method !== 'DELETE') return json(200, { meta: { [key]: servers[id][key] } });
  delete servers[id][key];
  return json(204);
}
