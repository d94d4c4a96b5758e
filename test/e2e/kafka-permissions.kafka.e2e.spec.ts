import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type OwnKafka, startSecuredKafka } from '#local-servers';
import { KafkaSettings, kafkaConnection, KafkaTransport } from '#messaging';
import { ALL_TOPICS } from '#service';
import { testCertificate, testDatabase, type TestDatabase } from '#testing';
import kafkajs from 'kafkajs';
import { type Permission, permissionsOf } from '../../apps/standalone/src/reference/kubernetes.js';
import { Retailer } from './retailer.js';
import { SERVICE_NAMES, type ServiceName, ServiceProcess } from '../chaos/service-process.js';

jest.setTimeout(300_000);

const PASSWORD = 'known-to-one-service-alone';
const ADMIN = { username: 'admin', password: 'known-to-the-operator-alone' };
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

describe('Services that may do on Kafka what was generated for them, and nothing else', () => {
  const services = new Map<ServiceName, ServiceProcess>();
  let database: TestDatabase;
  let kafka: OwnKafka;
  let folder: string;
  let caFile: string;

  /** The settings with which somebody reaches the cluster. */
  const settingsOf = ({ username, password }: typeof ADMIN) => ({
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_CA_FILE: caFile,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: password,
  });
  const userOf = (service: ServiceName) => ({ username: `shelfstream-${service}`, password: PASSWORD });
  const connectionOf = (user: typeof ADMIN) => kafkaConnection(KafkaSettings.parse(settingsOf(user)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'permitted-kafka-'));
    const certificate = await testCertificate();
    caFile = certificate.caFile;
    [database, kafka] = await Promise.all([
      testDatabase(),
      startSecuredKafka(
        { dataDir: folder },
        { ...certificate, ...ADMIN, users: SERVICE_NAMES.map((name) => userOf(name)) },
      ),
    ]);
    await makeTopics();
    await permit();
    for (const name of SERVICE_NAMES) {
      services.set(
        name,
        await ServiceProcess.start(name, {
          ...settingsOf(userOf(name)),
          DATABASE_URL: database.url,
          CREATE_TOPICS_ON_START: 'false',
          PICKUP_CODE_SECRET: 'a secret that orders and notifications share',
          SEALING_SECRET: 'a secret that orders and returns share',
        }),
      );
    }
  });
  afterAll(async () => {
    await Promise.all([...services.values()].map((service) => service.stop()));
    await kafka?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('take an order from its placing to its handover, and its goods back', async () => {
    const retailer = new Retailer((service) => services.get(service as ServiceName)?.url ?? '');
    const sku = await retailer.item();
    const store = await retailer.store(1);
    await retailer.stock(store, sku, 5);
    await retailer.ordersKnow(store, sku);
    const orderId = await retailer.place([{ lineId: '1', sku, quantity: 2 }], {
      method: 'pickup',
      pickupLocationId: store,
    });
    await retailer.collect(store, orderId);
    await retailer.orderIs(orderId, 'fulfilled');
    await retailer.sell(store, sku, 1);
    await retailer.levelIs(store, sku, { onHand: 2, committed: 0 });
    for (const { output } of services.values())
      expect(output).not.toMatch(/not authorized|authorization failed/i);
  });

  it.each([
    ['orders', 'state levels', 'inventory.levels.v1'],
    ['notifications', 'ring up sales', 'pos.sales.v1'],
    ['returns', 'say that a refund was paid', 'payments.refund-settled.v1'],
  ] as const)('do not let %s %s', async (service, _what, topic) => {
    const transport = new KafkaTransport({ ...connectionOf(userOf(service)), clientId: 'forger' });
    try {
      await expect(transport.publish([{ topic, key: 'k', headers: {}, value: '{}' }])).rejects.toThrow(
        /[Nn]ot authorized|There is no topic/,
      );
    } finally {
      await transport.close();
    }
  });

  async function makeTopics(): Promise<void> {
    const transport = new KafkaTransport({ ...connectionOf(ADMIN), clientId: 'operator' });
    try {
      await transport.ensureTopics(ALL_TOPICS);
    } finally {
      await transport.close();
    }
  }

  /** As Strimzi does with the users of k8s/components/kafka-strimzi. */
  async function permit(): Promise<void> {
    const admin = new kafkajs.Kafka({ ...connectionOf(ADMIN), clientId: 'operator', logLevel: 0 }).admin();
    await admin.connect();
    try {
      const acl = SERVICE_NAMES.flatMap((name) =>
        permissionsOf(name).flatMap((permission) => entriesOf(userOf(name).username, permission)),
      );
      await admin.createAcls({ acl });
    } finally {
      await admin.disconnect();
    }
  }
});

const OPERATIONS = {
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Describe: AclOperationTypes.DESCRIBE,
  Delete: AclOperationTypes.DELETE,
};

const entriesOf = (username: string, { resource, operations }: Permission) =>
  operations.map((operation) => ({
    resourceType: resource.type === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
    resourceName: resource.name,
    resourcePatternType:
      resource.patternType === 'literal' ? ResourcePatternTypes.LITERAL : ResourcePatternTypes.PREFIXED,
    principal: `User:${username}`,
    host: '*',
    operation: OPERATIONS[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
