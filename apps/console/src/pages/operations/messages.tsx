import { Badge, Group, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered } from '../../shared/ui/states.js';
import { type Operations, useMessages } from './data.js';

/** Outbox and consumer lag of each service. */
export function Messages() {
  const { t } = useTranslation('operations');
  const messages = useMessages();
  return (
    <Card title={t('messages.title')}>
      <Answered query={messages} rows={4}>
        {(services) => (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
            {services.map((service) => (
              <ServiceMessages key={service.service} {...service} />
            ))}
          </SimpleGrid>
        )}
      </Answered>
    </Card>
  );
}

function ServiceMessages({ service, outbox, consumers }: Operations) {
  const { t } = useTranslation('operations');
  const { number } = useFormats();
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {t(`services.${service}`)}
        </Text>
        <Badge color={outbox.messages === 0 ? 'shelf' : outbox.oldestAgeMs > 5_000 ? 'orange' : 'yellow'}>
          {outbox.messages === 0
            ? t('messages.outboxEmpty')
            : t('messages.outbox', {
                count: outbox.messages,
                seconds: number(Math.round(outbox.oldestAgeMs / 1_000)),
              })}
        </Badge>
      </Group>
      <Table
        verticalSpacing={4}
        horizontalSpacing={0}
        aria-label={t('messages.lagOf', { name: t(`services.${service}`) })}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('messages.group')}</Table.Th>
            <Table.Th ta="right">{t('messages.lag')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {consumers.map(({ group, topic, lag }) => (
            <Table.Tr key={`${group}/${topic}`}>
              <Table.Td>
                <Text size="sm">{group}</Text>
                <Text size="xs" c="dimmed">
                  {topic}
                </Text>
              </Table.Td>
              <Table.Td ta="right" fw={lag === 0 ? 400 : 650}>
                {lag === null ? '?' : number(lag)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
