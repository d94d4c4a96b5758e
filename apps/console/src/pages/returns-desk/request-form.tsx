import { ActionIcon, Badge, Button, Group, Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCircleOff, IconMinus, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { useAuthorize } from './data.js';
import { ItemPicker } from './item-picker.js';
import {
  type Instead,
  type PurchaseRef,
  REASONS,
  requestOf,
  type Resolution,
  RESOLUTIONS,
  type Returnable,
  type ReturnableLine,
  type Wanted,
  type WantedLines,
  wantedUnits,
  worth,
} from './model/request.js';
import classes from './returns-desk.module.css';

/** What may come back, until when and why not; and the asking for it. */
export function RequestForm({
  purchase,
  returnable,
  deskId,
}: {
  purchase: PurchaseRef;
  returnable: Returnable;
  deskId: string | null;
}) {
  const { t } = useTranslation('returns-desk');
  const { money } = useFormats();
  const authorize = useAuthorize();
  const [wanted, setWanted] = useState<WantedLines>({});
  const [instead, setInstead] = useState<Readonly<Record<string, Instead>>>({});
  const [resolution, setResolution] = useState<Resolution>('refund');
  const { lines, currency } = returnable;
  const units = wantedUnits(wanted);
  const value = worth(lines, wanted);
  const may = lines.some((line) => line.returnable > 0);
  const ask = () => {
    if (deskId === null) return;
    const body = requestOf({
      returnId: crypto.randomUUID(),
      purchase,
      lines,
      wanted,
      resolution,
      instead,
      locationId: deskId,
    });
    authorize.mutate(body, {
      onSuccess: () => {
        setWanted({});
        setInstead({});
      },
    });
  };
  return (
    <Card title={t('may.title')}>
      <div>
        {lines.map((line) => (
          <Line
            key={line.lineId}
            line={line}
            currency={currency}
            wanted={wanted[line.lineId]}
            onChange={(change) => setWanted({ ...wanted, [line.lineId]: change })}
          >
            {resolution === 'exchange' && (wanted[line.lineId]?.quantity ?? 0) > 0 && (
              <ItemPicker
                label={t('exchange.for')}
                sku={instead[line.lineId]?.sku ?? line.sku}
                name={line.name}
                onPick={(item) => setInstead({ ...instead, [line.lineId]: item })}
              />
            )}
          </Line>
        ))}
      </div>
      {may && (
        <Stack gap="sm" mt="sm">
          <SegmentedControl
            size="md"
            aria-label={t('resolution.label')}
            value={resolution}
            onChange={(next) => setResolution(next as Resolution)}
            data={RESOLUTIONS.map((one) => ({ value: one, label: t(`resolution.${one}`) }))}
            fullWidth
          />
          <Refusal error={authorize.error} namespace="returns-desk" />
          <Button
            size="lg"
            disabled={units === 0 || deskId === null}
            loading={authorize.isPending}
            onClick={ask}
          >
            {units === 0
              ? t('may.choose')
              : value === null || resolution === 'exchange'
                ? t('may.ask', { count: units })
                : t('may.askWorth', { count: units, money: money(value, currency) })}
          </Button>
        </Stack>
      )}
    </Card>
  );
}

function Line({
  line,
  currency,
  wanted = { quantity: 0, reason: 'changed_mind' },
  onChange,
  children,
}: {
  line: ReturnableLine;
  currency: string | null;
  wanted?: Wanted | undefined;
  onChange: (wanted: Wanted) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('returns-desk');
  const { money, dateTime } = useFormats();
  const item = line.name ?? line.sku;
  const { quantity, reason } = wanted;
  const figures = [
    t('line.sold', { count: line.sold }),
    ...(line.returned > 0 ? [t('line.returned', { count: line.returned })] : []),
    ...(line.authorized > 0 ? [t('line.authorized', { count: line.authorized })] : []),
  ];
  return (
    <section className={classes.line} aria-label={item}>
      <div>
        <Text fw={550}>{item}</Text>
        <Text size="sm" c="dimmed">
          {line.unitPrice !== null && `${money(line.unitPrice, currency)} · `}
          {figures.join(' · ')}
        </Text>
        {line.returnable > 0 && line.returnableUntil !== null && (
          <Text size="sm">{t('line.until', { when: dateTime(line.returnableUntil) })}</Text>
        )}
      </div>
      {line.returnable > 0 ? (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('line.less', { item })}
            disabled={quantity === 0}
            onClick={() => onChange({ reason, quantity: quantity - 1 })}
          >
            <IconMinus size={20} />
          </ActionIcon>
          <span className={classes.amount} aria-live="polite">
            {quantity}
          </span>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={t('line.more', { item })}
            disabled={quantity >= line.returnable}
            onClick={() => onChange({ reason, quantity: quantity + 1 })}
          >
            <IconPlus size={20} />
          </ActionIcon>
        </Group>
      ) : (
        <Badge color="gray" size="lg" leftSection={<IconCircleOff size={14} aria-hidden />}>
          {t(line.reason === null ? 'why.nothing_left' : `why.${line.reason}`)}
        </Badge>
      )}
      {quantity > 0 && (
        <Stack gap="xs" className={classes.reason}>
          <Select
            label={t('line.reason')}
            size="md"
            value={reason}
            allowDeselect={false}
            onChange={(next) => next !== null && onChange({ quantity, reason: next })}
            data={REASONS.map((one) => ({ value: one, label: t(`reason.${one}`) }))}
          />
          {children}
        </Stack>
      )}
    </section>
  );
}
