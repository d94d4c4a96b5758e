import { Badge, Button, Checkbox, Group, Select, Stack, Text, Timeline } from '@mantine/core';
import { IconBan, IconCash, IconPackageImport, IconTicket } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocationName } from '../../shared/data/locations.js';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { isOpen, useEndReturn, useReceive } from './data.js';
import {
  awaitedUnits,
  type Condition,
  CONDITIONS,
  type Disposition,
  DISPOSITIONS,
  inCondition,
  receiptLines,
  type Return,
  type Unit,
} from './model/inspection.js';
import classes from './returns-desk.module.css';

const COLORS: Readonly<Record<Return['status'], string>> = {
  authorized: 'blue',
  received: 'yellow',
  inspected: 'yellow',
  refunded: 'shelf',
  completed: 'shelf',
  rejected: 'red',
  cancelled: 'gray',
};

/** One return: the goods that are awaited, to be looked at one by one; what has come; and the money. */
export function ReturnCard({
  ret,
  deskId,
  nameOf,
}: {
  ret: Return;
  deskId: string | null;
  nameOf: (sku: string) => string;
}) {
  const { t } = useTranslation('returns-desk');
  return (
    <Card
      title={t('return.title', { count: ret.lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
      tools={
        <Badge size="lg" color={COLORS[ret.status]} role="status">
          {t(`return.status.${ret.status}`)}
        </Badge>
      }
    >
      <Stack gap="md">
        <Story ret={ret} nameOf={nameOf} />
        {isOpen(ret) && <Inspection ret={ret} deskId={deskId} nameOf={nameOf} />}
      </Stack>
    </Card>
  );
}

function Story({ ret, nameOf }: { ret: Return; nameOf: (sku: string) => string }) {
  const { t, i18n } = useTranslation('returns-desk');
  const { dateTime, money } = useFormats();
  const locationName = useLocationName();
  const word = (kind: 'reason' | 'condition', code: string) =>
    i18n.exists(`${kind}.${code}`, { ns: 'returns-desk' }) ? t(`${kind}.${code}`) : code;
  return (
    <Timeline bulletSize={26} lineWidth={2}>
      <Timeline.Item
        bullet={<IconTicket size={15} aria-hidden />}
        title={t('return.authorized', { resolution: t(`resolution.${ret.resolution}`) })}
      >
        <Text size="sm" c="dimmed">
          {dateTime(ret.createdAt)}
          {isOpen(ret) && ` · ${t('return.expires', { when: dateTime(ret.expiresAt) })}`}
        </Text>
        {ret.lines.map((line) => (
          <Text key={line.lineId} size="sm">
            {line.quantity} × {nameOf(line.sku)}
            {line.reason !== '' && `: ${word('reason', line.reason)}`}
          </Text>
        ))}
        {ret.exchangeOrderId !== null && (
          <Text size="sm">{t('return.exchange', { order: ret.exchangeOrderId })}</Text>
        )}
      </Timeline.Item>
      {ret.receipts.map((receipt) => (
        <Timeline.Item
          key={receipt.receiptId}
          bullet={<IconPackageImport size={15} aria-hidden />}
          title={t('return.received', { location: locationName(receipt.locationId) })}
        >
          <Text size="sm" c="dimmed">
            {dateTime(receipt.receivedAt)}
          </Text>
          {receipt.lines.map((line, i) => (
            <Text key={i} size="sm">
              {line.quantity} × {nameOf(line.sku)}: {word('condition', line.condition)} →{' '}
              {t(`disposition.${line.disposition}`)}
            </Text>
          ))}
        </Timeline.Item>
      ))}
      {ret.refunds.map((refund) => (
        <Timeline.Item
          key={refund.refundId}
          bullet={<IconCash size={15} aria-hidden />}
          title={t(`refund.${refund.kind}`, { money: money(refund.amount, refund.currency) })}
        >
          <Text size="sm" c="dimmed">
            {refund.settledAt === null
              ? t('refund.requested', { count: refund.attempts, when: dateTime(refund.requestedAt) })
              : t('refund.settled', { when: dateTime(refund.settledAt) })}
          </Text>
        </Timeline.Item>
      ))}
      {ret.endedBecause !== null && (
        <Timeline.Item
          bullet={<IconBan size={15} aria-hidden />}
          title={t(`return.ended.${ret.endedBecause}`)}
        />
      )}
    </Timeline>
  );
}

/** Each awaited unit is looked at: is it here, what is it like, and what becomes of it. */
function Inspection({
  ret,
  deskId,
  nameOf,
}: {
  ret: Return;
  deskId: string | null;
  nameOf: (sku: string) => string;
}) {
  const { t } = useTranslation('returns-desk');
  const receive = useReceive(ret.returnId);
  const end = useEndReturn(ret.returnId);
  const [units, setUnits] = useState<readonly Unit[]>(() => awaitedUnits(ret));
  const change = (changed: Unit) =>
    setUnits(units.map((unit) => (unit.key === changed.key ? changed : unit)));
  const lines = receiptLines(units);
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('inspect.title')}</Text>
      {units.map((unit, i) => {
        const name = t('inspect.unit', { number: i + 1, item: nameOf(unit.sku) });
        return (
          <section
            key={unit.key}
            className={classes.unit}
            data-away={!unit.here || undefined}
            aria-label={name}
          >
            <Checkbox
              size="lg"
              label={<Text>{name}</Text>}
              checked={unit.here}
              onChange={(event) => change({ ...unit, here: event.currentTarget.checked })}
            />
            {unit.here && (
              <div className={classes.choices}>
                <Select
                  size="md"
                  label={t('inspect.condition')}
                  allowDeselect={false}
                  value={unit.condition}
                  onChange={(next) => next !== null && change(inCondition(unit, next as Condition))}
                  data={CONDITIONS.map((one) => ({ value: one, label: t(`condition.${one}`) }))}
                />
                <Select
                  size="md"
                  label={t('inspect.disposition')}
                  allowDeselect={false}
                  value={unit.disposition}
                  onChange={(next) => next !== null && change({ ...unit, disposition: next as Disposition })}
                  data={DISPOSITIONS.map((one) => ({ value: one, label: t(`disposition.${one}`) }))}
                />
              </div>
            )}
          </section>
        );
      })}
      <Refusal error={receive.error ?? end.error} namespace="returns-desk" />
      <Button
        size="lg"
        leftSection={<IconPackageImport aria-hidden />}
        disabled={count === 0 || deskId === null}
        loading={receive.isPending}
        onClick={() => deskId !== null && receive.mutate({ locationId: deskId, lines })}
      >
        {t('inspect.receive', { count })}
      </Button>
      <Group grow>
        <Button variant="subtle" color="red" loading={end.isPending} onClick={() => end.mutate('rejected')}>
          {t('inspect.reject')}
        </Button>
        <Button variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate('cancelled')}>
          {t('inspect.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
