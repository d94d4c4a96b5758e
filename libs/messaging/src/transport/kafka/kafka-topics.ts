import kafkajs, { type Admin } from 'kafkajs';
import type { TopicChange, TopicSpecification } from '../transport.js';

// A CommonJS package: Node cannot see this name from outside.
const { ConfigResourceTypes } = kafkajs;

const DAY_MS = 86_400_000;
/** As large as what HTTP takes: a sale that came in must be able to go out. */
const MAX_MESSAGE_BYTES = 8 * 1_048_576;
/** Where a topic's setting comes from: set on the topic itself. */
const DYNAMIC_TOPIC_CONFIG = 1;

/** Creates missing topics, adds missing partitions and sets what differs, keeping every other setting of a topic. */
export async function ensureKafkaTopics(
  admin: Admin,
  topics: readonly TopicSpecification[],
  replicationFactor: number,
): Promise<TopicChange[]> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic.name));
  if (missing.length > 0) {
    await admin.createTopics({
      // kafkajs asks for their leaders at once and gives up on a broker that has not heard of them yet.
      waitForLeaders: false,
      topics: missing.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor,
        configEntries: [...kafkaTopicSettings(topic)].map(([name, value]) => ({ name, value })),
      })),
    });
  }
  await leadersOf(
    admin,
    missing.map((topic) => topic.name),
  );
  const changes: TopicChange[] = [];
  for (const topic of topics) {
    if (!existing.has(topic.name)) changes.push({ name: topic.name, change: 'created' });
    else changes.push({ name: topic.name, change: await adapt(admin, topic) });
  }
  return changes;
}

const LEADERS_WITHIN_MS = 20_000;

/** Waits until every partition of the new topics has a leader. */
async function leadersOf(admin: Admin, topics: string[]): Promise<void> {
  if (topics.length === 0) return;
  for (const deadline = Date.now() + LEADERS_WITHIN_MS; ;) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics });
      const partitions = metadata.topics.flatMap((topic) => topic.partitions);
      if (partitions.every((partition) => partition.leader >= 0)) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`Kafka gave ${topics.join(', ')} no leaders in time`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function adapt(admin: Admin, topic: TopicSpecification): Promise<TopicChange['change']> {
  const changed = await adaptSettings(admin, topic);
  const metadata = await admin.fetchTopicMetadata({ topics: [topic.name] });
  const partitions = metadata.topics[0]?.partitions.length ?? 0;
  if (partitions < topic.partitions) {
    await admin.createPartitions({ topicPartitions: [{ topic: topic.name, count: topic.partitions }] });
    return 'partitions_added';
  }
  return changed ? 'settings_changed' : 'unchanged';
}

async function adaptSettings(admin: Admin, topic: TopicSpecification): Promise<boolean> {
  const type = ConfigResourceTypes.TOPIC;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type, name: topic.name }],
  });
  const current = resources[0]?.configEntries ?? [];
  const wanted = kafkaTopicSettings(topic);
  if (
    current.every(
      (entry) => !wanted.has(entry.configName) || wanted.get(entry.configName) === entry.configValue,
    )
  ) {
    return false;
  }
  // The request replaces all of a topic's settings, so those that others made must be in it.
  const kept = current
    .filter((entry) => Number(entry.configSource) === DYNAMIC_TOPIC_CONFIG && !wanted.has(entry.configName))
    .map((entry) => ({ name: entry.configName, value: entry.configValue }));
  const configEntries = [...kept, ...[...wanted].map(([name, value]) => ({ name, value }))];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type, name: topic.name, configEntries }] });
  return true;
}

/** The settings of a topic as Kafka names them. */
export function kafkaTopicSettings(topic: TopicSpecification): Map<string, string> {
  const kept: [string, string][] =
    topic.cleanup === 'compact'
      ? [['cleanup.policy', 'compact']]
      : [
          ['cleanup.policy', 'delete'],
          ['retention.ms', String(topic.retentionDays * DAY_MS)],
        ];
  return new Map([...kept, ['max.message.bytes', String(MAX_MESSAGE_BYTES)]]);
}
