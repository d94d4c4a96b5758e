// Stands in the test's cluster where an ingress would: leads a request to a service by the first part of its path. It
// opens a connection for each, so that the cluster chooses a pod each time.
import { createServer, request } from 'node:http';

const MAIL = { host: 'shelfstream-mail', port: 8025 };

const server = createServer((incoming, answer) => {
  const first = incoming.url.split('/')[1];
  const { host, port } = first === 'api' ? MAIL : { host: `shelfstream-${first}`, port: 80 };
  const { method, url: path, headers } = incoming;
  const outgoing = request(
    { host, port, method, path, headers: { ...headers, host }, agent: false },
    (reply) => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.on('error', () => answer.destroy()).pipe(answer);
    },
  );
  outgoing.on('error', (error) => {
    if (answer.headersSent) answer.destroy();
    else
      answer.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ code: error.code }));
  });
  incoming.pipe(outgoing);
});
// Whoever tests through it is to meet the cluster's troubles, and not a connection that closes as it is used again.
server.keepAliveTimeout = 600_000;
server.listen(8080);
process.on('SIGTERM', () => process.exit(0));
