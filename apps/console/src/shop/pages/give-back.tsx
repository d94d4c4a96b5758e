import { Alert, Button, Radio, Select, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useFormats } from '../../shared/i18n/formats.js';
import { Card } from '../../shared/ui/card.js';
import { Refusal } from '../../shared/ui/refusal.js';
import { Answered } from '../../shared/ui/states.js';
import { Amount } from '../frame/amount.js';
import { ProductArt } from '../frame/product-art.js';
import { useTitle } from '../frame/use-title.js';
import { useGiveBack, useMayGoBack } from '../data/orders.js';
import { spoken } from '../model/product.js';
import classes from './pages.module.css';

const REASONS = ['changed_mind', 'too_many', 'wrong_item', 'damaged', 'not_as_described'] as const;

/** The customer chooses what goes back, why, and by which way. */
export default function GiveBack() {
  const { orderId = '' } = useParams();
  const { t } = useTranslation('shop');
  const { dateTime } = useFormats();
  useTitle(`${t('back.start')} · ${t('name')}`);
  const may = useMayGoBack(orderId);
  const giving = useGiveBack(orderId);
  const [wanted, setWanted] = useState<Readonly<Record<string, number>>>({});
  const [reason, setReason] = useState<string>('changed_mind');
  const [method, setMethod] = useState<'store' | 'mail'>('store');
  const units = Object.values(wanted).reduce((sum, quantity) => sum + quantity, 0);
  if (giving.isSuccess) {
    return (
      <Stack gap="md" maw={760} mx="auto">
        <Alert color="shelf" icon={<IconCheck />} title={t('back.done')} role="status">
          <Text fw={600}>{t('back.number', { number: giving.data.returnId })}</Text>
          {t(`back.doneHow.${method}`)}
        </Alert>
        <Button component={Link} to={`/orders/${orderId}`} variant="light">
          {t('back.toOrder')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Title order={1}>{t('back.start')}</Title>
      <Answered query={may}>
        {({ lines }) => (
          <>
            <Card title={t('back.what')}>
              {lines.map((line) => {
                const title = spoken(line.name ?? line.sku);
                return (
                  <div key={line.lineId} className={classes.row}>
                    <ProductArt product={{ title, category: null }} size="small" />
                    <div>
                      <Text fw={550}>{title}</Text>
                      <Text size="sm" c="dimmed">
                        {line.returnable > 0
                          ? line.returnableUntil !== null &&
                            t('back.until', { when: dateTime(line.returnableUntil) })
                          : t(line.reason === null ? 'back.why.nothing_left' : `back.why.${line.reason}`)}
                      </Text>
                    </div>
                    {line.returnable > 0 ? (
                      <Amount
                        value={wanted[line.lineId] ?? 0}
                        item={title}
                        min={0}
                        max={line.returnable}
                        onChange={(quantity) => setWanted({ ...wanted, [line.lineId]: quantity })}
                      />
                    ) : (
                      <span />
                    )}
                  </div>
                );
              })}
            </Card>
            <Card>
              <Stack gap="md">
                <Select
                  size="md"
                  label={t('back.reasonLabel')}
                  value={reason}
                  allowDeselect={false}
                  onChange={(next) => next !== null && setReason(next)}
                  data={REASONS.map((one) => ({ value: one, label: t(`back.reason.${one}`) }))}
                />
                <Radio.Group
                  label={t('back.how')}
                  value={method}
                  onChange={(next) => setMethod(next as 'store' | 'mail')}
                >
                  <Stack gap="xs" mt="xs">
                    {(['store', 'mail'] as const).map((one) => (
                      <Radio key={one} size="md" value={one} label={t(`back.${one}`)} />
                    ))}
                  </Stack>
                </Radio.Group>
                <Refusal error={giving.error} namespace="shop" />
                <Button
                  size="lg"
                  disabled={units === 0}
                  loading={giving.isPending}
                  onClick={() =>
                    giving.mutate({
                      returnId: `return-${crypto.randomUUID().slice(0, 13)}`,
                      orderId,
                      method,
                      resolution: 'refund',
                      lines: Object.entries(wanted)
                        .filter(([, quantity]) => quantity > 0)
                        .map(([lineId, quantity]) => ({ lineId, quantity, reason })),
                    })
                  }
                >
                  {units === 0 ? t('back.choose') : t('back.send', { count: units })}
                </Button>
              </Stack>
            </Card>
          </>
        )}
      </Answered>
    </Stack>
  );
}
