import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import { PostgresTransport } from '#messaging';
import { ownPostgres } from '#testing';
import { transportContract } from './transport-contract.js';

transportContract('postgres', async () => {
  const server = await ownPostgres();
  const closers: (() => void)[] = [];
  return {
    serviceUrl: server.url,
    open: () => new PostgresTransport({ url: server.url }),
    openMortal: async () => {
      const wire = await Wire.to(server.url);
      closers.push(() => wire.cut());
      return { transport: new PostgresTransport({ url: wire.url }), kill: () => wire.cut() };
    },
    restartBroker: async () => {
      await server.crash();
      await server.start();
    },
    close: async () => {
      for (const close of closers) close();
      await server.remove();
    },
  };
});

/** A wire to the server that can be cut: what the server sees then is what it sees of a killed process. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private readonly listener: Server;

  static async to(target: string): Promise<Wire> {
    const wire = new Wire(target);
    wire.listener.listen(0, '127.0.0.1');
    await once(wire.listener, 'listening');
    return wire;
  }

  private constructor(private readonly target: string) {
    const { hostname, port } = new URL(target);
    this.listener = createServer((near) => {
      const far = connect(Number(port), hostname);
      this.join(near, far);
      this.join(far, near);
    });
  }

  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.listener.address() as AddressInfo).port);
    return url.href;
  }

  cut(): void {
    this.listener.close();
    for (const socket of this.sockets) socket.destroy();
  }
  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}
