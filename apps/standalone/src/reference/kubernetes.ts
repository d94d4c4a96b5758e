import { CONSUMER_GROUPS, TOPICS } from '#contracts';
import { deadLetterTopic, kafkaTopicSettings, serviceOf } from '#messaging';
import { ALL_TOPICS } from '#service';
import { stringify } from 'yaml';
import { SERVICES } from '../services.js';

const CLUSTER = 'shelfstream-kafka';
const BOOTSTRAP = `${CLUSTER}-kafka-bootstrap:9093`;
const LABELS = { 'app.kubernetes.io/part-of': 'shelfstream' };
const OF_CLUSTER = { ...LABELS, 'strimzi.io/cluster': CLUSTER };
/** The newest protocol that the autoscaler is to speak: brokers from 4.0 on understand none of the oldest. */
const KAFKA_PROTOCOL = '3.6.0';
/** So many messages behind, by replica, are worth another one; a quiet machine does as many in a second. */
const LAG = 1_000;
/** The most replicas: more than a topic has partitions would have nothing to do, and most are kept busy by fewer. */
const MOST_REPLICAS: Readonly<Record<string, number>> = {
  inventory: 8,
  orders: 8,
  returns: 4,
  notifications: 4,
};

/** Every topic as a resource of Strimzi's, dead letters included. */
export const topics = (): string =>
  yaml(
    ALL_TOPICS.map((topic) => ({
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaTopic',
      metadata: { name: topic.name, labels: OF_CLUSTER },
      spec: {
        partitions: topic.partitions,
        replicas: 3,
        config: Object.fromEntries(
          [...kafkaTopicSettings(topic)].map(([name, value]) => [
            name,
            /^\d+$/.test(value) ? Number(value) : value,
          ]),
        ),
      },
    })),
  );

/** A user for each service, who may do what its subscriptions and its outbox do and nothing else; and one who may look. */
export const users = (): string =>
  yaml([
    ...SERVICES.map(({ service }) => user(`shelfstream-${service.name}`, permissionsOf(service.name))),
    user('shelfstream-keda', [
      ...[...new Set(CONSUMER_GROUPS.map(({ topic }) => topic))].map((name) =>
        allowed('topic', name, ['Describe']),
      ),
      ...SERVICES.map(({ service }) => allowed('group', `${service.name}.`, ['Describe'], 'prefix')),
    ]),
  ]);

/** An autoscaler for each service: by the lag of each of its groups, and by CPU for its HTTP. */
export const autoscalers = (): string =>
  yaml(
    SERVICES.map(({ service: { name } }) => ({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: {
        name: `shelfstream-${name}`,
        labels: { ...LABELS, 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'service' },
      },
      spec: {
        scaleTargetRef: { name: `shelfstream-${name}` },
        minReplicaCount: 2,
        maxReplicaCount: MOST_REPLICAS[name],
        pollingInterval: 15,
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: {
              scaleDown: {
                // A group pauses while it shares its partitions out anew: not for every lull.
                stabilizationWindowSeconds: 300,
                policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
              },
            },
          },
        },
        triggers: [
          // Of the one core that a Node process can use.
          { type: 'cpu', metricType: 'AverageValue', metadata: { value: '600m' } },
          ...CONSUMER_GROUPS.filter(({ group, inCells }) => serviceOf(group) === name && !inCells).map(
            ({ group, topic }) => ({
              type: 'kafka',
              name: group.replaceAll('.', '-'),
              metadata: {
                bootstrapServers: BOOTSTRAP,
                version: KAFKA_PROTOCOL,
                consumerGroup: group,
                topic,
                lagThreshold: String(LAG),
                offsetResetPolicy: 'earliest',
              },
              authenticationRef: { name: 'shelfstream-kafka' },
            }),
          ),
        ],
      },
    })),
  );

/** What the user of a service may do on Kafka. */
export function permissionsOf(service: string): Permission[] {
  const groups = CONSUMER_GROUPS.filter(({ group }) => serviceOf(group) === service);
  const read = new Set<string>(groups.map(({ topic }) => topic));
  const owned = TOPICS.filter(({ owner }) => owner === service).map(({ name }) => name);
  // Requests are written by whoever asks, and by a cell of whoever serves them that hands one on to the next.
  const asked = TOPICS.filter(({ owner }) => owner === 'services').map(({ name }) => name);
  const dead = groups.map(({ topic, group }) => deadLetterTopic(topic, group));
  return [
    ...[...read].map((name) => allowed('topic', name, ['Read', 'Describe'])),
    // A service may read what it writes: its replicas follow each other by it.
    ...owned.map((name) => allowed('topic', name, ['Read', 'Write', 'Describe'])),
    ...[...asked, ...dead].map((name) => allowed('topic', name, ['Write', 'Describe'])),
    allowed('group', `${service}.`, ['Read', 'Describe'], 'prefix'),
    ...owned.map((name) => allowed('group', `tail.${name}.`, ['Read', 'Describe', 'Delete'], 'prefix')),
  ];
}

export interface Permission {
  readonly resource: {
    readonly type: 'topic' | 'group';
    readonly name: string;
    readonly patternType: 'literal' | 'prefix';
  };
  readonly operations: readonly ('Read' | 'Write' | 'Describe' | 'Delete')[];
}

const allowed = (
  type: Permission['resource']['type'],
  name: string,
  operations: Permission['operations'],
  patternType: Permission['resource']['patternType'] = 'literal',
): Permission => ({ resource: { type, name, patternType }, operations });

const user = (name: string, acls: readonly Permission[]) => ({
  apiVersion: 'kafka.strimzi.io/v1',
  kind: 'KafkaUser',
  metadata: { name, labels: OF_CLUSTER },
  spec: { authentication: { type: 'scram-sha-512' }, authorization: { type: 'simple', acls } },
});

const yaml = (manifests: readonly object[]): string =>
  '# Generated from libs/contracts by npm run generate.\n' +
  manifests.map((manifest) => `---\n${stringify(manifest, { aliasDuplicateObjects: false })}`).join('');
