/** A TCP server for tests: it keeps the bytes it got and answers with the bytes it is told to. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface WireServer {
  readonly origin: string;
  /** What each connection has sent so far. */
  readonly received: readonly Buffer[];
  close(): Promise<void>;
}

/** Start a server whose connections are handled by `answer` once the head of a request has come. */
export async function startWireServer(answer: (socket: Socket, head: string) => void): Promise<WireServer> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const index = received.push(Buffer.alloc(0)) - 1;
    sockets.add(socket);
    let answered = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received[index] = Buffer.concat([received[index] as Buffer, chunk]);
      const text = (received[index]).toString('latin1');
      if (answered || !text.includes('\r\n\r\n')) return;
      answered = true;
      answer(socket, text);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
