/** What each operation of the contract does, in the form that Scalar's mock server runs: the text of a function body with `store`, `req` and `res`. */

/** Makes the two servers when the mock starts. */
export const SEED = "store.create('Server', { id: 'web-1', metadata: {} }); store.create('Server', { id: 'web-2', metadata: {} });";

const FIND = "const server = store.get('Server', req.params.server_id); if (!server) return res['404'];";

/** Code by path and method. */
export const handlers = {
  '/servers/{server_id}': { get: `${FIND} return { server };` },
  '/servers/{server_id}/metadata': {
    get: `${FIND} return { metadata: server.metadata };`,
    post: `${FIND} const metadata = { ...server.metadata, ...req.body.metadata }; store.update('Server', server.id, { metadata }); return { metadata };`,
    put: `${FIND} const { metadata } = req.body; store.update('Server', server.id, { metadata }); return { metadata };`,
  },
  '/servers/{server_id}/metadata/{key}': {
    get: `${FIND} return { meta: { [req.params.key]: server.metadata[req.params.key] } };`,
    put: `${FIND} store.update('Server', server.id, { metadata: { ...server.metadata, ...req.body.meta } }); return { meta: req.body.meta };`,
    delete: `${FIND} const { [req.params.key]: gone, ...metadata } = server.metadata; store.update('Server', server.id, { metadata }); return null;`,
  },
};
