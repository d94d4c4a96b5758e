import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { Spool } from './spool.js';

const TOPIC = 'pos.sales.v1';
const AT_ONCE = 100;
const LONGEST_PAUSE_MS = 10_000;

/**
 * A till that sells whether or not there is a network. Each sale goes to the disk first; from there it is published to Kafka
 * in the order of the receipts, and taken off the disk when the broker has it on all its replicas. A till that is killed in
 * between publishes the same sale again: Shelfstream knows it by location, `saleId` and `lineId`, and counts it once.
 */
export class Till {
  #options;
  #spool;
  #producer;
  #connected = false;
  #stopping = new AbortController();
  #publishing;
  #wake = () => {};

  /** `kafka`: the configuration of kafkajs (brokers, ssl, sasl). `spoolFolder`: on a disk that outlives a power cut. */
  constructor({ locationId, registerId, currency, spoolFolder, kafka, onState = () => {} }) {
    this.#options = { locationId, registerId, currency, onState };
    this.#spool = new Spool(spoolFolder);
    this.#producer = new kafkajs.Kafka({
      clientId: `till-${locationId}-${registerId}`,
      logLevel: kafkajs.logLevel.NOTHING,
      connectionTimeout: 3_000,
      requestTimeout: 10_000,
      // We try again ourselves, for as long as it takes.
      retry: { retries: 0 },
      ...kafka,
    }).producer({ maxInFlightRequests: 1, allowAutoTopicCreation: false });
    this.#producer.on(this.#producer.events.DISCONNECT, () => (this.#connected = false));
  }

  /** Takes up what was left on the disk, and publishes from now on. */
  async start() {
    await this.#spool.open();
    this.#publishing = this.#publish();
  }

  /** Rings up a sale of `lines: [{ sku, quantity, amount }]`; when it resolves the customer may have the receipt. */
  async ringUp(lines) {
    const { locationId, registerId, currency } = this.#options;
    const sale = {
      saleId: randomUUID(),
      locationId,
      registerId,
      currency,
      occurredAt: new Date().toISOString(),
      lines: lines.map((line, index) => ({ lineId: String(index + 1), ...line })),
    };
    await this.#spool.add(sale);
    this.#wake();
    return sale;
  }

  async waiting() {
    return (await this.#spool.names()).length;
  }

  /** What waits stays on the disk for the next start. */
  async stop() {
    this.#stopping.abort();
    this.#wake();
    await this.#publishing;
    await this.#producer.disconnect();
  }

  async #publish() {
    const { signal } = this.#stopping;
    let failures = 0;
    while (!signal.aborted) {
      const rungUp = new Promise((resolve) => (this.#wake = resolve));
      const names = (await this.#spool.names()).slice(0, AT_ONCE);
      if (names.length === 0) {
        await rungUp;
        continue;
      }
      try {
        await this.#send(names);
        failures = 0;
      } catch (error) {
        failures += 1;
        this.#options.onState({ online: false, waiting: await this.waiting(), reason: error.message });
        const pauseMs = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures) * (0.5 + Math.random() / 2);
        await pause(pauseMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #send(names) {
    if (!this.#connected) await this.#producer.connect();
    this.#connected = true;
    const sales = [];
    for (const name of names) sales.push(await this.#spool.read(name));
    await this.#producer.send({
      topic: TOPIC,
      // On every replica before it counts as sent.
      acks: -1,
      // One key per location keeps a location's sales in one partition, in order.
      messages: sales.map((sale) => ({ key: sale.locationId, value: JSON.stringify(sale) })),
    });
    await this.#spool.remove(names);
    this.#options.onState({ online: true, waiting: await this.waiting() });
  }
}
