import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnKafka, startLocalKafka, startOwnKafka } from '#local-servers';
import { oncePerRun, testRun } from './run.js';

/**
 * A real broker that all specs of the run share; each keeps to topics and groups of its own names. The first spec that
 * asks starts it. Without any way to have one, every spec that needs it fails with the three ways to get one.
 */
export async function testKafka(): Promise<{ brokers: string[] }> {
  const brokers = await oncePerRun('kafka', async ({ folder, pid }) => {
    const kafka = await startLocalKafka({
      dataDir: join(folder, 'kafka'),
      givenBrokers: process.env['KAFKA_BROKERS'],
      ownerPid: pid,
    });
    return [...kafka.brokers];
  });
  return { brokers };
}

/** A broker for the calling spec alone, to be killed and started again; it stops it in the end. */
export async function ownKafka(): Promise<OwnKafka> {
  return startOwnKafka({ dataDir: await mkdtemp(join(testRun().folder, 'own-kafka-')) });
}
