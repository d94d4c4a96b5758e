import { Socket, connect } from 'node:net';
import type { ISocketFactory } from 'kafkajs';
import { KafkaTransport } from '#messaging';
import { ownKafka, testDatabase } from '#testing';
import { transportContract } from './transport-contract.js';

// A consumer that is killed is missed after its session; the tests need not wait as long as production.
const SOON = { sessionTimeoutMs: 6_000, heartbeatIntervalMs: 300 };

transportContract('kafka', async () => {
  const broker = await ownKafka();
  const database = await testDatabase();
  const brokers = [...broker.brokers];
  return {
    serviceUrl: database.url,
    open: () => new KafkaTransport({ brokers, clientId: 'shop', ...SOON }),
    openMortal: async () => {
      const wires = new Wires();
      const transport = new KafkaTransport({
        brokers,
        clientId: 'victim',
        ...SOON,
        socketFactory: wires.factory,
      });
      return { transport, kill: () => wires.cut() };
    },
    restartBroker: async () => {
      await broker.kill();
      await broker.restart();
    },
    close: async () => {
      await broker.stop();
      await database.drop();
    },
  };
});

/** The connections of one process, which can all be cut: what the broker sees then is what it sees of a kill. */
class Wires {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  readonly factory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = this.isCut ? new Socket() : connect({ host, port }, onConnect);
    if (this.isCut) setImmediate(() => socket.destroy(new Error('The wire is cut')));
    this.sockets.add(socket);
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy(new Error('The wire is cut'));
  }
}
