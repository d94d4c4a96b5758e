import { Button, Group, NumberInput, Stack, Text, ThemeIcon } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle, IconArrowBackUp, IconClipboardCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useItem } from '../../shared/data/items.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { useTaskDone } from './data.js';
import type { Task } from './model/work.js';

const LOOKS = {
  cycle_count: { icon: IconClipboardCheck, color: 'blue', done: 'counted' },
  put_away: { icon: IconArrowBackUp, color: 'shelf', done: 'putAway' },
  attention: { icon: IconAlertTriangle, color: 'orange', done: 'seen' },
} as const;

/** Shelves to count, bags to put back, orders to look at. */
export function TaskList({ tasks, locationId }: { tasks: readonly Task[]; locationId: string }) {
  return tasks.map((task) => <TaskCard key={task.taskId} task={task} locationId={locationId} />);
}

function TaskCard({ task, locationId }: { task: Task; locationId: string }) {
  const { t, i18n } = useTranslation('store-work');
  const { fromNow } = useFormats();
  const done = useTaskDone(locationId, task.taskId);
  const { icon: Icon, color, done: word } = LOOKS[task.type];
  const counting = task.type === 'cycle_count';
  const form = useForm<{ counts: Record<string, number | string> }>({ initialValues: { counts: {} } });
  const reason = `task.reason.${task.reason}`;
  return (
    <Card>
      <form
        onSubmit={form.onSubmit(({ counts }) =>
          done.mutate(
            counting ? task.lines.map(({ sku }) => ({ sku, quantity: Number(counts[sku]) })) : undefined,
          ),
        )}
      >
        <Group wrap="nowrap" align="flex-start" gap="md">
          <ThemeIcon size={44} radius="md" variant="light" color={color}>
            <Icon stroke={1.6} aria-hidden />
          </ThemeIcon>
          <Stack gap="xs" flex={1} miw={0}>
            <div>
              <Text fw={650}>{t(`task.${task.type}`)}</Text>
              <Text size="sm" c="dimmed">
                {t('task.toOrder', { order: task.orderId })} ·{' '}
                {t('task.since', { when: fromNow(task.createdAt) })}
              </Text>
              {i18n.exists(reason, { ns: 'store-work' }) && <Text size="sm">{t(reason)}</Text>}
            </div>
            {task.lines.map(({ sku, quantity }) => (
              <Group key={sku} justify="space-between" gap="sm">
                <ItemName sku={sku} {...(counting ? {} : { quantity })} />
                {counting && (
                  <NumberInput
                    size="lg"
                    w={150}
                    aria-label={`${t('task.on')}: ${sku}`}
                    placeholder={t('task.on')}
                    min={0}
                    max={1_000_000}
                    allowDecimal={false}
                    required
                    {...form.getInputProps(`counts.${sku}`)}
                  />
                )}
              </Group>
            ))}
            <Refusal error={done.error} namespace="store-work" />
            <Group justify="flex-end">
              <Button type="submit" size="lg" variant="light" color={color} loading={done.isPending}>
                {t(`task.${word}`)}
              </Button>
            </Group>
          </Stack>
        </Group>
      </form>
    </Card>
  );
}

function ItemName({ sku, quantity }: { sku: string; quantity?: number }) {
  const { t } = useTranslation('store-work');
  const { data } = useItem(sku);
  return (
    <div>
      <Text>
        {quantity !== undefined && <b>{quantity} × </b>}
        {data?.name ?? sku}
      </Text>
      <Text size="sm" c="dimmed">
        {t('sku', { sku })}
      </Text>
    </div>
  );
}
