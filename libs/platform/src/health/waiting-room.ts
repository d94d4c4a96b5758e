import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemBody } from '../problems/problem-of.js';
import type { Readiness } from './readiness.js';

const STARTING = {
  status: 503,
  code: 'starting',
  detail: 'The service is starting. /health/ready says what it waits for; try again in a moment.',
};

/**
 * What answers at a service's address until the service itself can: it is alive, not ready, and says what it waits for.
 * So a platform does not take a wait for a crash.
 */
export class WaitingRoom {
  private readonly checks = new Map<string, Readiness['checks'][string]>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => this.answer(request, response));
  }

  /** Opens it on the address; port 0 takes any that is free. */
  static async open(host: string, port: number): Promise<WaitingRoom> {
    const server = createServer();
    const room = new WaitingRoom(server);
    server.listen(port, host);
    await once(server, 'listening');
    return room;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  down(name: string, detail: string): void {
    this.checks.set(name, { status: 'down', detail });
  }

  up(name: string): void {
    this.checks.set(name, { status: 'up' });
  }

  /** Frees the address for the service. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const [path] = url.split('?');
    if (path === '/health/live') return send(response, 200, 'application/json', { status: 'alive' });
    if (path === '/health/ready') {
      const readiness: Readiness = { status: 'waiting', checks: Object.fromEntries(this.checks) };
      return send(response, 503, 'application/json', readiness);
    }
    response.setHeader('retry-after', '2');
    send(response, 503, 'application/problem+json', problemBody(STARTING));
  }
}

function send(response: ServerResponse, status: number, type: string, body: object): void {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(JSON.stringify(body));
}
