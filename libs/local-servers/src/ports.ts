import { createServer } from 'node:net';

/** A TCP port on 127.0.0.1 that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  return (await bindable(0)) as number;
}

/** `wanted` when it can be bound on 127.0.0.1, else some other free port. */
export async function freePortNear(wanted: number | undefined): Promise<number> {
  return (wanted !== undefined && (await bindable(wanted))) || freePort();
}

function bindable(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (port === 0 ? reject(error) : resolve(undefined)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
