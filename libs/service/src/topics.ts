import { CONSUMER_GROUPS, TOPICS } from '#contracts';
import { deadLetterTopicSpecification, serviceOf, type TopicSpecification } from '#messaging';

/** Every topic there is to create: those of the contracts, and one for each consumer group's dead letters. */
export const ALL_TOPICS: readonly TopicSpecification[] = [
  ...TOPICS,
  ...CONSUMER_GROUPS.map(({ topic, group }) => deadLetterTopicSpecification(topic, group)),
];

/** Names of the topics that a service reads or writes, its dead letters included: it cannot do its work without them. */
export function topicsOf(service: string): string[] {
  const read = CONSUMER_GROUPS.filter(({ group }) => serviceOf(group) === service);
  const written = TOPICS.filter(({ owner }) => owner === service || owner === 'services');
  return [
    ...new Set([
      ...written.map(({ name }) => name),
      ...read.flatMap(({ topic, group }) => [topic, deadLetterTopicSpecification(topic, group).name]),
    ]),
  ];
}
