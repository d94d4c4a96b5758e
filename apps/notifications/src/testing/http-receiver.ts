import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server of somebody else: keeps what it is sent, and answers as it is told. */
export class HttpReceiver {
  readonly requests: ReceivedRequest[] = [];
  /** Status and body of the answer, by the request. */
  answer: (request: ReceivedRequest) => { status: number; body?: object; location?: string } | 'silence' =
    () => ({
      status: 200,
    });

  private constructor(private readonly server: Server) {}

  static async open(): Promise<HttpReceiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const received = { method, path: url, headers, body };
        receiver.requests.push(received);
        const answer = receiver.answer(received);
        if (answer === 'silence') return;
        response.writeHead(answer.status, {
          'content-type': 'application/json',
          ...(answer.location === undefined ? {} : { location: answer.location }),
        });
        response.end(JSON.stringify(answer.body ?? {}));
      });
    });
    const receiver = new HttpReceiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
