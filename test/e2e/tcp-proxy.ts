import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What the proxy does to a connection: before the server has the answer, or when it has just given it. */
export type Cut = 'request' | 'answer';

/** The network between a client and a server: it can be cut, and lead to another server from now on. */
export class TcpProxy {
  /** How the next exchanges are cut, one after another; then nothing is. */
  readonly cuts: Cut[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    /** The port on 127.0.0.1 that it leads to. */
    public target: number,
  ) {
    server.on('connection', (client) => this.carry(client));
  }

  /** On a free port unless one is given. */
  static async open(target: number, port = 0): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new TcpProxy(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      server.write(bytes);
      // The server goes on with what it was asked, and answers nobody.
      if (this.takes('request')) client.destroy();
    });
    server.on('data', (bytes) => {
      if (this.takes('answer')) client.destroy();
      else if (!client.destroyed) client.write(bytes);
    });
    client.on('end', () => server.end());
    server.on('close', () => client.destroy());
  }

  private takes(cut: Cut): boolean {
    if (this.cuts[0] !== cut) return false;
    this.cuts.shift();
    return true;
  }
}
