import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A wire that can be cut: what connects to its port on 127.0.0.1 is connected to `target`, as long as it lets it. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private refusing = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private target: number,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** `target`: a port on 127.0.0.1, which may be told later. */
  static async start(target = 0): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TcpProxy(server, (server.address() as AddressInfo).port, target);
  }

  leadTo(target: number): void {
    this.target = target;
  }

  /** Every connection breaks at this moment; new ones are let through. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Nobody gets through any more, or everybody again. */
  refuse(refusing: boolean): void {
    this.refusing = refusing;
    if (refusing) this.cut();
  }

  /** Whatever passes is held up so long, in either direction. */
  slow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => this.pass(chunk, to));
      from.on('error', () => to.destroy());
      from.on('end', () => this.later(() => to.end()));
      from.on('close', () => {
        this.sockets.delete(from);
        this.later(() => to.destroy());
      });
    }
  }

  private pass(chunk: Buffer, to: Socket): void {
    this.later(() => {
      if (to.writable) to.write(chunk);
    });
  }

  /** In the order of asking: timers of one length run in the order in which they were set. */
  private later(act: () => void): void {
    if (this.delayMs === 0) act();
    else setTimeout(act, this.delayMs);
  }
}
