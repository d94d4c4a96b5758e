import { ActionIcon, Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { IconBan, IconBarcode, IconCheck, IconMinus, IconPlus, IconThumbUp } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fulfillment } from './model/work.js';
import { type Found, missing, scan, type Scan } from './model/scan.js';
import classes from './store-work.module.css';

/**
 * Counts units into the bag, by scanner or by hand. What is counted stays on this device until it is recorded as a whole:
 * fewer units than asked for are a short pick, which takes a second look.
 */
export function PickPanel({
  fulfillment,
  pending,
  refusal,
  onAccept,
  onPicked,
  onReject,
}: {
  fulfillment: Fulfillment;
  pending: boolean;
  refusal: ReactNode;
  onAccept: (() => void) | undefined;
  onPicked: (lines: { lineId: string; picked: number }[]) => void;
  onReject: () => void;
}) {
  const { t } = useTranslation('store-work');
  const { lines, fulfillmentId } = fulfillment;
  const [found, setFound] = useSessionStorage<Found>({
    key: `shelfstream-picking-${fulfillmentId}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const [reading, setReading] = useState('');
  const [last, setLast] = useState<Scan>();
  const [looking, setLooking] = useState(false);
  const nameOf = (line: { lineId: string; sku: string }) =>
    lines.find(({ lineId }) => lineId === line.lineId)?.name ?? line.sku;
  const short = missing(lines, found);
  const units = short.reduce((sum, { quantity }) => sum + quantity, 0);

  const change = (lineId: string, quantity: number) => {
    setLooking(false);
    setFound({ ...found, [lineId]: quantity });
  };
  const read = (event: FormEvent) => {
    event.preventDefault();
    if (reading.trim() === '') return;
    const outcome = scan(lines, found, reading);
    setLast(outcome);
    setReading('');
    setLooking(false);
    if (outcome.kind === 'counted') setFound(outcome.found);
  };
  const record = () => onPicked(lines.map(({ lineId }) => ({ lineId, picked: found[lineId] ?? 0 })));

  return (
    <Stack gap="md">
      {onAccept !== undefined && (
        <Button
          size="lg"
          variant="light"
          leftSection={<IconThumbUp aria-hidden />}
          loading={pending}
          onClick={onAccept}
        >
          {t('step.accept')}
        </Button>
      )}
      <form onSubmit={read}>
        <TextInput
          size="lg"
          label={t('scan.label')}
          leftSection={<IconBarcode aria-hidden />}
          value={reading}
          onChange={(event) => setReading(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="done"
          data-autofocus
        />
      </form>
      <div role="status" aria-live="polite">
        {last !== undefined && <ScanOutcome outcome={last} found={found} nameOf={nameOf} />}
      </div>
      <Stack gap="sm" component="ul" className={classes.list} aria-label={t('lines')}>
        {lines.map((line) => {
          const item = line.name ?? line.sku;
          const amount = found[line.lineId] ?? 0;
          const full = amount >= line.quantity;
          return (
            <li
              key={line.lineId}
              className={classes.line}
              data-full={full || undefined}
              data-last={(last?.kind === 'counted' && last.line.lineId === line.lineId) || undefined}
            >
              <div>
                <Text fw={550}>{item}</Text>
                <Text size="sm" c="dimmed">
                  {t('sku', { sku: line.sku })}
                  {line.gtin !== null && ` · ${line.gtin}`}
                </Text>
              </div>
              <Group gap={6} wrap="nowrap">
                <ActionIcon
                  size={48}
                  variant="default"
                  disabled={amount === 0}
                  aria-label={t('oneLess', { item })}
                  onClick={() => change(line.lineId, amount - 1)}
                >
                  <IconMinus />
                </ActionIcon>
                <span className={classes.amount}>{t('of', { found: amount, quantity: line.quantity })}</span>
                <ActionIcon
                  size={48}
                  variant="default"
                  disabled={full}
                  aria-label={t('oneMore', { item })}
                  onClick={() => change(line.lineId, amount + 1)}
                >
                  <IconPlus />
                </ActionIcon>
                <Button
                  h={48}
                  px="sm"
                  variant="light"
                  disabled={full}
                  aria-label={t('allOf', { item })}
                  onClick={() => change(line.lineId, line.quantity)}
                >
                  {t('all')}
                </Button>
              </Group>
            </li>
          );
        })}
      </Stack>
      {refusal}
      <Stack gap="sm" className={classes.foot}>
        {looking ? (
          <Alert color="orange" title={t('short.title')} role="alert">
            <Stack gap="sm">
              <Text size="sm">{t('short.text')}</Text>
              <Text size="sm" fw={600}>
                {t('short.missing', {
                  items: short.map((line) => `${line.quantity} × ${nameOf(line)}`).join(', '),
                })}
              </Text>
              <Group grow>
                <Button size="lg" variant="default" onClick={() => setLooking(false)}>
                  {t('short.back')}
                </Button>
                <Button size="lg" color="orange.8" loading={pending} onClick={record}>
                  {t('short.confirm')}
                </Button>
              </Group>
            </Stack>
          </Alert>
        ) : (
          <>
            <Button
              size="xl"
              leftSection={<IconCheck aria-hidden />}
              variant={units === 0 ? 'filled' : 'default'}
              loading={pending}
              onClick={units === 0 ? record : () => setLooking(true)}
            >
              {units === 0 ? t('step.pick') : t('step.pickShort', { count: units })}
            </Button>
            <Button
              size="md"
              variant="subtle"
              color="red"
              leftSection={<IconBan size={18} aria-hidden />}
              onClick={onReject}
            >
              {t('step.reject')}
            </Button>
          </>
        )}
      </Stack>
    </Stack>
  );
}

function ScanOutcome({
  outcome,
  found,
  nameOf,
}: {
  outcome: Scan;
  found: Found;
  nameOf: (line: { lineId: string; sku: string }) => string;
}) {
  const { t } = useTranslation('store-work');
  if (outcome.kind === 'unknown') {
    return <Alert color="red">{t('scan.unknown', { code: outcome.code })}</Alert>;
  }
  const { line } = outcome;
  if (outcome.kind === 'enough') {
    return <Alert color="orange">{t('scan.enough', { item: nameOf(line) })}</Alert>;
  }
  return (
    <Alert color="shelf" icon={<IconCheck />}>
      {t('scan.counted', { item: nameOf(line), found: found[line.lineId] ?? 0, quantity: line.quantity })}
    </Alert>
  );
}
