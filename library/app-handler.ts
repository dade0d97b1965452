/** Somebody's app as they have it, turned into the one shape that node:http takes. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { ConfigError } from '../specs/config-error.ts';
import { listenerOfFetch } from './fetch-listener.ts';

/** A handler of the Fetch API: what Hono, Elysia, itty-router, SvelteKit, Deno and Bun call `fetch`. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** A handler of node:http: an Express or Connect app, a Koa `app.callback()`, a plain listener. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A Fastify instance, as far as it is used here: made ready, then asked through its router. */
export interface FastifyLike {
  readonly ready: () => PromiseLike<unknown>;
  readonly routing: (request: IncomingMessage, response: ServerResponse) => void;
}

/**
 * An app in this process. A function with at most one parameter is taken for a {@link FetchHandler}, one with more for a {@link NodeHandler}; where that is
 * not so, wrap it: `{ fetch: handler }`, or `http.createServer(handler)`, which need not listen.
 */
export type App = FetchHandler | NodeHandler | { readonly fetch: FetchHandler } | FastifyLike | Server;

function isFetchObject(app: object): app is { readonly fetch: FetchHandler } {
  return 'fetch' in app && typeof app.fetch === 'function';
}

function isFastify(app: object): app is FastifyLike {
  return 'ready' in app && 'routing' in app && typeof app.ready === 'function' && typeof app.routing === 'function';
}

function isServer(app: object): app is Server {
  return 'emit' in app && 'listen' in app && typeof app.emit === 'function' && typeof app.listen === 'function';
}

function listenerOfObject(app: object): RequestListener | Promise<RequestListener> {
  if (isFetchObject(app)) return listenerOfFetch((request) => app.fetch(request));
  if (isFastify(app)) return Promise.resolve(app.ready()).then(() => (request, response) => { app.routing(request, response); });
  if (isServer(app)) return (request, response) => { app.emit('request', request, response); };
  throw new ConfigError('OPTION_INVALID', `app: expected a handler (Request) => Response, a listener (request, response) => void, an object with fetch(), a Fastify instance or a node:http server, got an object with ${Object.keys(app).slice(0, 5).join(', ') || 'no members'}.`);
}

/**
 * The listener that serves an app.
 * @throws {ConfigError} OPTION_INVALID when it is none of the known shapes.
 */
export async function listenerOf(app: App): Promise<RequestListener> {
  // An Express app is a function that is an event emitter as well, so functions come first; a function with a `fetch` member is a fetch app all the same.
  if (typeof app === 'function' && !isFetchObject(app)) return app.length <= 1 ? listenerOfFetch(app as FetchHandler) : (app as RequestListener);
  if ((typeof app === 'object' || typeof app === 'function') && app !== null) return listenerOfObject(app);
  throw new ConfigError('OPTION_INVALID', `app: expected a handler (Request) => Response, a listener (request, response) => void, an object with fetch(), a Fastify instance or a node:http server, got ${String(app)}.`);
}
