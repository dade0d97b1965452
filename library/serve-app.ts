import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenerOf, type App } from './app-handler.ts';

/** An app that can be reached over HTTP, for as long as it is not closed. */
export interface ServedApp {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves an app to this machine only, on a port that nobody has to know.
 * @throws {ConfigError} when the app is none.
 */
export async function serveApp(app: App): Promise<ServedApp> {
  const server = createServer(await listenerOf(app));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      // Kept-alive connections, and answers that never end, would hold it open.
      server.closeAllConnections();
    }),
  };
}
