import { Badge, Button, Code, Group, Modal, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconMailCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Answered, Empty, wordsOf } from '../../shared/ui/states.js';
import { type ServiceLetter, useDeadLetter, useDeadLetters, useSettleLetter } from './data.js';
import classes from './dead-letters.module.css';

const COLOURS = {
  dead: 'red',
  parked: 'yellow',
  replaying: 'blue',
  replayed: 'green',
  discarded: 'gray',
} as const;

/** Messages that nobody could handle: what they are, why, and another try. */
export function DeadLetters() {
  const { t } = useTranslation('operations');
  const letters = useDeadLetters();
  const [shown, setShown] = useState<ServiceLetter | null>(null);
  return (
    <Card title={t('letters.title')} flush>
      <Answered query={letters} rows={3}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={IconMailCheck} title={t('letters.none')}>
              {t('letters.noneHint')}
            </Empty>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('letters.message')}</Table.Th>
                  <Table.Th visibleFrom="sm">{t('letters.group')}</Table.Th>
                  <Table.Th visibleFrom="md">{t('letters.why')}</Table.Th>
                  <Table.Th>{t('letters.status')}</Table.Th>
                  <Table.Th>
                    <span className={classes.hidden}>{t('letters.actions')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((letter) => (
                  <Row
                    key={`${letter.service}/${letter.deadLetterId}`}
                    letter={letter}
                    onShow={() => setShown(letter)}
                  />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Answered>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={shown?.eventType ?? shown?.topic}
        closeButtonProps={{ 'aria-label': t('letters.close') }}
      >
        {shown !== null && <Detail letter={shown} />}
      </Modal>
    </Card>
  );
}

function Row({ letter, onShow }: { letter: ServiceLetter; onShow: () => void }) {
  const { t } = useTranslation('operations');
  const { dateTime } = useFormats();
  const { replay, discard, busy } = useSettling(letter);
  const name = letter.eventType ?? letter.topic;
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton className={classes.name!} onClick={onShow}>
          {name}
        </UnstyledButton>
        <Text size="xs" c="dimmed">
          {[letter.key, dateTime(letter.createdAt)].filter((part) => part !== null).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm">{letter.group}</Text>
        <Text size="xs" c="dimmed">
          {letter.topic}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md" maw={340}>
        <Text size="sm">{letter.reason.code}</Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {letter.reason.detail}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={COLOURS[letter.status]} miw="max-content">
          {t(`letters.statuses.${letter.status}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {letter.status === 'dead' && (
            <Button size="xs" onClick={replay} loading={busy} aria-label={t('letters.replayOf', { name })}>
              {t('letters.replay')}
            </Button>
          )}
          {letter.status !== 'replaying' && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              onClick={discard}
              visibleFrom="xs"
              aria-label={t('letters.discardOf', { name })}
            >
              {t('letters.discard')}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function useSettling(letter: ServiceLetter) {
  const { t } = useTranslation('operations');
  const replaying = useSettleLetter('replay');
  const discarding = useSettleLetter('discard');
  const told = (done: string) => ({
    onSuccess: () => notifications.show({ color: 'shelf', message: done }),
    onError: (refused: Error) =>
      notifications.show({ color: 'red', title: t('letters.refused'), message: wordsOf(refused, t) }),
  });
  return {
    busy: replaying.isPending,
    replay: () => replaying.mutate(letter, told(t('letters.replaying'))),
    discard: () =>
      modals.openConfirmModal({
        title: t('letters.discardTitle'),
        children: <Text size="sm">{t('letters.discardWhat')}</Text>,
        labels: { confirm: t('letters.discard'), cancel: t('letters.keep') },
        confirmProps: { color: 'red' },
        onConfirm: () => discarding.mutate(letter, told(t('letters.discarded'))),
      }),
  };
}

function Detail({ letter }: { letter: ServiceLetter }) {
  const { t } = useTranslation('operations');
  const detail = useDeadLetter(letter.service, letter.deadLetterId);
  return (
    <Answered query={detail} rows={4}>
      {({ reason, attempts, partition, offset, valueText, valueBase64 }) => (
        <Stack gap="sm">
          <Text size="sm">{reason.detail}</Text>
          <Text size="xs" c="dimmed">
            {t('letters.where', {
              group: letter.group,
              topic: letter.topic,
              partition,
              offset,
              count: attempts,
            })}
          </Text>
          <Code block tabIndex={0}>
            {pretty(valueText ?? valueBase64)}
          </Code>
        </Stack>
      )}
    </Answered>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
